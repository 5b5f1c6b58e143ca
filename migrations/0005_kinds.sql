-- Kinds of accounts and of operations become rows, so that a new one is added and not a table rebuilt for it. The two tables that had
-- them in a CHECK are rebuilt once, with the same rows; what points at them is checked again when the migration is committed.

PRAGMA defer_foreign_keys = ON;

INSERT INTO schema_migration (number, name) VALUES (5, '0005_kinds');

-- `floor`: what every account of the kind may never fall below; NULL where it may.
CREATE TABLE account_kind (
  kind TEXT PRIMARY KEY,
  floor INTEGER
) STRICT, WITHOUT ROWID;
INSERT INTO account_kind (kind, floor) VALUES
  ('register_cash', 0), ('operator_float', 0), ('capital', NULL), ('cash_over_short', NULL), ('outside', NULL);

CREATE TABLE operation_kind (
  kind TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
INSERT INTO operation_kind (kind) VALUES
  ('tenant_setup'), ('register_create'), ('cash_session_open'), ('cash_session_close'), ('cash_movement'), ('top_up'), ('injection'), ('reversal');

CREATE TABLE account_before AS SELECT * FROM account;
DROP TABLE account;
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  currency TEXT NOT NULL,
  kind TEXT NOT NULL REFERENCES account_kind (kind),
  -- What it belongs to: a register, an operator, a customer, a branch; 0 where the tenant has one of the kind.
  owner_id INTEGER NOT NULL DEFAULT 0,
  posted INTEGER NOT NULL DEFAULT 0,
  held INTEGER NOT NULL DEFAULT 0,
  floor INTEGER,
  last_transfer_id INTEGER NOT NULL DEFAULT 0,
  created_at_ms INTEGER NOT NULL,
  UNIQUE (tenant_id, kind, owner_id, currency),
  UNIQUE (tenant_id, currency, id),
  FOREIGN KEY (tenant_id, currency) REFERENCES tenant (id, currency),
  CONSTRAINT account_floor CHECK (floor IS NULL OR posted - held >= floor),
  CONSTRAINT account_held CHECK (held >= 0),
  CONSTRAINT account_range CHECK (posted BETWEEN -9007199254740991 AND 9007199254740991 AND held <= 9007199254740991)
) STRICT;
INSERT INTO account (id, tenant_id, currency, kind, owner_id, posted, held, floor, last_transfer_id, created_at_ms)
  SELECT id, tenant_id, currency, kind, owner_id, posted, held, floor, last_transfer_id, created_at_ms FROM account_before;
DROP TABLE account_before;

CREATE TRIGGER account_starts_empty BEFORE INSERT ON account
BEGIN
  SELECT RAISE(ABORT, 'account_starts_empty')
  WHERE NEW.posted <> 0 OR NEW.held <> 0 OR NEW.last_transfer_id <> 0;
  SELECT RAISE(ABORT, 'account_floor_of_kind')
  WHERE NEW.floor IS NOT (SELECT floor FROM account_kind WHERE kind = NEW.kind);
END;
-- A balance moves only as a newer transfer of its own says, to the cent.
CREATE TRIGGER account_moves_by_transfer BEFORE UPDATE ON account
BEGIN
  SELECT RAISE(ABORT, 'account_identity_immutable')
  WHERE (NEW.id, NEW.tenant_id, NEW.currency, NEW.kind, NEW.owner_id, NEW.floor, NEW.created_at_ms)
    IS NOT (OLD.id, OLD.tenant_id, OLD.currency, OLD.kind, OLD.owner_id, OLD.floor, OLD.created_at_ms);
  SELECT RAISE(ABORT, 'account_moves_by_transfer')
  WHERE (NEW.posted, NEW.held, NEW.last_transfer_id) IS NOT (OLD.posted, OLD.held, OLD.last_transfer_id)
    AND NOT EXISTS (
      SELECT 1 FROM transfer
      WHERE transfer.id = NEW.last_transfer_id AND NEW.last_transfer_id > OLD.last_transfer_id
        AND NEW.posted - OLD.posted = iif(transfer.kind IN ('posted', 'post'), transfer.amount, 0)
            * iif(transfer.from_account_id = NEW.id, -1, iif(transfer.to_account_id = NEW.id, 1, 0))
        AND NEW.held - OLD.held = iif(transfer.from_account_id = NEW.id,
            iif(transfer.kind = 'held', transfer.amount, 0) - iif(transfer.kind IN ('post', 'void'), transfer.amount, 0), 0));
END;
CREATE TRIGGER account_stays BEFORE DELETE ON account
BEGIN
  SELECT RAISE(ABORT, 'account_immutable');
END;

CREATE TABLE operation_before AS SELECT * FROM operation;
DROP TABLE operation;
CREATE TABLE operation (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  kind TEXT NOT NULL REFERENCES operation_kind (kind),
  state TEXT NOT NULL CHECK (state IN ('created', 'submitted', 'succeeded', 'failed', 'unknown', 'reversed')),
  -- Whose idempotency keys these are: 'user:7', 'portal:123'.
  actor TEXT NOT NULL,
  user_id INTEGER,
  cash_session_id INTEGER,
  amount INTEGER,
  -- What is searched for: a customer's number, a coupon's code, a register's or an operator's name.
  subject TEXT NOT NULL DEFAULT '',
  -- The reason a person gave, or the words of the documented reports.
  description TEXT NOT NULL DEFAULT '',
  reverses_operation_id TEXT,
  idempotency_key TEXT CHECK (length(idempotency_key) BETWEEN 1 AND 128),
  request_hash TEXT,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  UNIQUE (tenant_id, id),
  UNIQUE (tenant_id, reverses_operation_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id),
  -- Deferred: the claim is the first statement of a batch, the guards that say what is wrong with these ids come after it.
  FOREIGN KEY (tenant_id, cash_session_id) REFERENCES cash_session (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (tenant_id, reverses_operation_id) REFERENCES operation (tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT operation_key_has_hash CHECK ((idempotency_key IS NULL) = (request_hash IS NULL)),
  CONSTRAINT operation_reversal CHECK ((kind = 'reversal') = (reverses_operation_id IS NOT NULL)),
  CONSTRAINT operation_amount CHECK (amount IS NULL OR amount BETWEEN 0 AND 9007199254740991)
) STRICT;
INSERT INTO operation (id, tenant_id, kind, state, actor, user_id, cash_session_id, amount, subject, description, reverses_operation_id,
    idempotency_key, request_hash, created_at_ms, updated_at_ms)
  SELECT id, tenant_id, kind, state, actor, user_id, cash_session_id, amount, subject, description, reverses_operation_id,
    idempotency_key, request_hash, created_at_ms, updated_at_ms FROM operation_before;
DROP TABLE operation_before;

CREATE UNIQUE INDEX operation_by_key ON operation (tenant_id, actor, idempotency_key);
CREATE INDEX operation_by_time ON operation (tenant_id, created_at_ms, id);
CREATE INDEX operation_by_session ON operation (tenant_id, cash_session_id, created_at_ms, id);
CREATE INDEX operation_by_user ON operation (tenant_id, user_id, created_at_ms, id);
CREATE INDEX operation_by_kind ON operation (tenant_id, kind, created_at_ms, id);
-- The few that are not done, or were undone: what a person waits for is found at once.
CREATE INDEX operation_by_state ON operation (tenant_id, state, created_at_ms, id) WHERE state <> 'succeeded';
CREATE INDEX operation_by_subject ON operation (tenant_id, subject, created_at_ms, id);
CREATE INDEX operation_by_amount ON operation (tenant_id, amount, created_at_ms, id);

CREATE TRIGGER operation_starts BEFORE INSERT ON operation
BEGIN
  SELECT RAISE(ABORT, 'operation_state_transition') WHERE NEW.state NOT IN ('created', 'submitted', 'succeeded');
END;
-- Only the state moves, and only along the legal transitions (wasm-core/src/operation.rs has the same table; a test compares them).
CREATE TRIGGER operation_changes_state_only BEFORE UPDATE ON operation
BEGIN
  SELECT RAISE(ABORT, 'operation_immutable')
  WHERE (NEW.id, NEW.tenant_id, NEW.kind, NEW.actor, NEW.user_id, NEW.cash_session_id, NEW.amount, NEW.subject, NEW.description,
         NEW.reverses_operation_id, NEW.idempotency_key, NEW.request_hash, NEW.created_at_ms)
    IS NOT (OLD.id, OLD.tenant_id, OLD.kind, OLD.actor, OLD.user_id, OLD.cash_session_id, OLD.amount, OLD.subject, OLD.description,
         OLD.reverses_operation_id, OLD.idempotency_key, OLD.request_hash, OLD.created_at_ms);
  SELECT RAISE(ABORT, 'operation_state_transition')
  WHERE NEW.state IS NOT OLD.state AND (OLD.state || '>' || NEW.state) NOT IN
    ('created>submitted', 'created>succeeded', 'created>failed', 'submitted>succeeded', 'submitted>failed', 'submitted>unknown',
     'unknown>succeeded', 'unknown>failed', 'succeeded>reversed');
END;
CREATE TRIGGER operation_stays BEFORE DELETE ON operation
BEGIN
  SELECT RAISE(ABORT, 'operation_immutable');
END;
CREATE TRIGGER top_up_reversed_leaves_its_day AFTER UPDATE OF state ON operation
WHEN OLD.kind = 'top_up' AND OLD.state = 'succeeded' AND NEW.state = 'reversed'
BEGIN
  UPDATE top_up_day SET total = total - (SELECT amount FROM top_up WHERE operation_id = NEW.id)
  WHERE (tenant_id, branch_id, local_day, operator_id) = (SELECT tenant_id, branch_id, local_day, operator_id FROM top_up WHERE operation_id = NEW.id);
END;
