-- Who there is: tenants, branches, users and their log-ins. Times are milliseconds since the epoch, in UTC.

-- Which migrations this database has, one row each, written by the migration itself: GET /salud tells the newest.
-- (wrangler's own notes are named as it likes, and are not there where something else applies the files.)
CREATE TABLE schema_migration (
  number INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO schema_migration (number, name) VALUES (1, '0001_tenants');

-- Guards as statements: `INSERT INTO must SELECT condition, 'code'` fails the whole batch with `code` unless the condition is 1.
-- (IS NOT, because NULL must fail as well.)
CREATE VIEW must (ok, code) AS SELECT 1, 'ok' WHERE 0;
CREATE TRIGGER must_hold INSTEAD OF INSERT ON must
BEGIN
  SELECT RAISE(ABORT, NEW.code) WHERE NEW.ok IS NOT 1;
END;

CREATE TABLE tenant (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 80),
  country TEXT NOT NULL CHECK (country IN ('AR', 'BO', 'BR', 'MX', 'VE')),
  currency TEXT NOT NULL CHECK (currency IN ('ARS', 'BOB', 'BRL', 'MXN', 'USD', 'VES')),
  mode TEXT NOT NULL CHECK (mode IN ('demo', 'live')),
  utc_offset_min INTEGER NOT NULL CHECK (utc_offset_min BETWEEN -840 AND 840),
  blind_close INTEGER NOT NULL DEFAULT 1 CHECK (blind_close IN (0, 1)),
  receipt_header TEXT NOT NULL DEFAULT '' CHECK (length(receipt_header) <= 400),
  default_branch_id INTEGER,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  UNIQUE (id, currency),
  FOREIGN KEY (id, default_branch_id) REFERENCES branch (tenant_id, id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE branch (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 20),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  utc_offset_min INTEGER NOT NULL CHECK (utc_offset_min BETWEEN -840 AND 840),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  UNIQUE (tenant_id, id),
  UNIQUE (tenant_id, code)
) STRICT;

-- An account to log in with and the person behind it. `role_id`: 1 Administrador, 2 Operador, 3 Usuario, 4 Gerente.
CREATE TABLE user_account (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  -- An e-mail in lower case, or a collaborator's 10-digit number. Unique over all tenants, since it is all a log-in has.
  login TEXT NOT NULL CONSTRAINT user_account_login UNIQUE CHECK (length(login) BETWEEN 3 AND 254 AND login = lower(login)),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 302),
  password_hash TEXT NOT NULL,
  role_id INTEGER NOT NULL CHECK (role_id IN (1, 2, 3, 4)),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  -- Raised by every change of role, password or state; a token that carries another number is refused.
  token_version INTEGER NOT NULL DEFAULT 1,
  given_names TEXT NOT NULL DEFAULT '',
  first_surname TEXT NOT NULL DEFAULT '',
  second_surname TEXT NOT NULL DEFAULT '',
  birth_date TEXT,
  gender TEXT CHECK (gender IN ('M', 'F', 'O')),
  created_by_user_id INTEGER,
  updated_by_user_id INTEGER,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, created_by_user_id) REFERENCES user_account (tenant_id, id),
  FOREIGN KEY (tenant_id, updated_by_user_id) REFERENCES user_account (tenant_id, id)
) STRICT;

CREATE TRIGGER user_account_keeps_token_version BEFORE UPDATE ON user_account
BEGIN
  SELECT RAISE(ABORT, 'token_version_must_rise')
  WHERE (NEW.role_id, NEW.password_hash, NEW.active) IS NOT (OLD.role_id, OLD.password_hash, OLD.active)
    AND NEW.token_version <= OLD.token_version;
  SELECT RAISE(ABORT, 'user_account_identity_immutable')
  WHERE (NEW.id, NEW.tenant_id, NEW.created_at_ms) IS NOT (OLD.id, OLD.tenant_id, OLD.created_at_ms);
END;

-- A tenant without an Administrador could never be administered again.
CREATE TRIGGER user_account_keeps_an_administrator AFTER UPDATE ON user_account
WHEN OLD.role_id = 1 AND OLD.active = 1 AND (NEW.role_id <> 1 OR NEW.active <> 1)
BEGIN
  SELECT RAISE(ABORT, 'last_administrator')
  WHERE NOT EXISTS (SELECT 1 FROM user_account WHERE tenant_id = NEW.tenant_id AND role_id = 1 AND active = 1);
END;

-- One log-in and everything refreshed from it; revoked as a whole.
CREATE TABLE login_session (
  id TEXT PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  revoked_at_ms INTEGER,
  FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id)
) STRICT;
CREATE INDEX login_session_by_user ON login_session (tenant_id, user_id);
CREATE INDEX login_session_by_expiry ON login_session (expires_at_ms);

-- A refresh token is good once; the second use of one revokes its log-in.
CREATE TABLE refresh_token (
  id TEXT PRIMARY KEY,
  login_session_id TEXT NOT NULL REFERENCES login_session (id) ON DELETE CASCADE,
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  used_at_ms INTEGER
) STRICT;
CREATE INDEX refresh_token_by_login_session ON refresh_token (login_session_id);

-- Failures counted against a bucket ('login:…', 'address:…', 'reset:…'). Durable, so a restart forgives nothing.
CREATE TABLE attempt (
  bucket TEXT PRIMARY KEY CHECK (length(bucket) <= 400),
  failures INTEGER NOT NULL CHECK (failures >= 0),
  window_ends_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX attempt_by_window ON attempt (window_ends_at_ms);

-- The last reset code of a user. `code_hash` is SHA-256 over user id and code; `confirmed_*` since the wire's last step carries no code.
CREATE TABLE password_reset (
  user_id INTEGER PRIMARY KEY REFERENCES user_account (id),
  code_hash TEXT NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  confirmed_at_ms INTEGER,
  confirmed_address TEXT
) STRICT;
