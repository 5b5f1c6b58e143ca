-- Loyalty wallets: points as currencies of their own, the contacts that have them, and what moves them. API keys of other systems, and the
-- PINs with which supervisors authorise at somebody else's page.

PRAGMA defer_foreign_keys = ON;

INSERT INTO schema_migration (number, name) VALUES (10, '0010_loyalty');

-- What a tenant's accounts may be in: its money, and the points of each of its wallets. Accounts of one currency add up to zero.
CREATE TABLE ledger_currency (
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  currency TEXT NOT NULL CHECK (length(currency) BETWEEN 3 AND 24),
  PRIMARY KEY (tenant_id, currency)
) STRICT, WITHOUT ROWID;
INSERT INTO ledger_currency (tenant_id, currency) SELECT id, currency FROM tenant;
CREATE TRIGGER tenant_gets_its_currency AFTER INSERT ON tenant
BEGIN
  INSERT INTO ledger_currency (tenant_id, currency) VALUES (NEW.id, NEW.currency);
END;
CREATE TRIGGER ledger_currency_stays_as_it_is BEFORE UPDATE ON ledger_currency BEGIN SELECT RAISE(ABORT, 'ledger_currency_immutable'); END;
CREATE TRIGGER ledger_currency_stays BEFORE DELETE ON ledger_currency BEGIN SELECT RAISE(ABORT, 'ledger_currency_immutable'); END;

INSERT INTO account_kind (kind, floor) VALUES
  -- What a contact has.
  ('loyalty_points', 0),
  -- What a wallet has given out and not taken back.
  ('loyalty_issued', NULL);
INSERT INTO operation_kind (kind) VALUES ('loyalty_contact'), ('loyalty_earning'), ('loyalty_redemption'), ('loyalty_adjustment');

-- The table is rebuilt, with the same rows, because its currency is no longer the tenant's alone. (Deferred: a tenant's accounts and its
-- currency are made by triggers of the same row, in whatever order.)
CREATE TABLE account_before AS SELECT * FROM account;
DROP TABLE account;
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  currency TEXT NOT NULL,
  kind TEXT NOT NULL REFERENCES account_kind (kind),
  -- What it belongs to: a register, an operator, a customer, a branch, a wallet, a contact; 0 where the tenant has one of the kind.
  owner_id INTEGER NOT NULL DEFAULT 0,
  posted INTEGER NOT NULL DEFAULT 0,
  held INTEGER NOT NULL DEFAULT 0,
  floor INTEGER,
  last_transfer_id INTEGER NOT NULL DEFAULT 0,
  created_at_ms INTEGER NOT NULL,
  UNIQUE (tenant_id, kind, owner_id, currency),
  UNIQUE (tenant_id, currency, id),
  FOREIGN KEY (tenant_id, currency) REFERENCES ledger_currency (tenant_id, currency) DEFERRABLE INITIALLY DEFERRED,
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
-- Nobody is lent more than its limit. A limit may be lowered below what is owed already: then nothing more is lent.
CREATE TRIGGER integrator_stays_in_its_credit BEFORE UPDATE OF posted ON account
WHEN NEW.kind = 'integrator_receivable' AND NEW.posted > OLD.posted
BEGIN
  SELECT RAISE(ABORT, 'credit_limit_reached;' || max(credit_limit - OLD.posted, 0)) FROM integrator
  WHERE id = NEW.owner_id AND NEW.posted > credit_limit;
END;

-- A key of another system. What is kept is its hash: nobody can read it again.
CREATE TABLE api_key (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  -- SHA-256 of the key, in hexadecimal.
  key_hash TEXT NOT NULL CONSTRAINT api_key_hash UNIQUE CHECK (length(key_hash) = 64),
  -- Its first characters, by which people tell keys apart.
  hint TEXT NOT NULL CHECK (length(hint) BETWEEN 1 AND 12),
  -- The doors that it opens, as a JSON list of their names.
  doors TEXT NOT NULL CHECK (json_valid(doors) AND json_type(doors) = 'array'),
  created_by_user_id INTEGER,
  created_at_ms INTEGER NOT NULL,
  -- To the minute.
  last_used_at_ms INTEGER,
  revoked_at_ms INTEGER,
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, created_by_user_id) REFERENCES user_account (tenant_id, id)
) STRICT;
CREATE INDEX api_key_of_tenant ON api_key (tenant_id, id);
CREATE TRIGGER api_key_is_revoked_once BEFORE UPDATE ON api_key
BEGIN
  SELECT RAISE(ABORT, 'api_key_immutable')
  WHERE (NEW.id, NEW.tenant_id, NEW.name, NEW.key_hash, NEW.hint, NEW.doors, NEW.created_by_user_id, NEW.created_at_ms)
      IS NOT (OLD.id, OLD.tenant_id, OLD.name, OLD.key_hash, OLD.hint, OLD.doors, OLD.created_by_user_id, OLD.created_at_ms)
    OR (OLD.revoked_at_ms IS NOT NULL AND NEW.revoked_at_ms IS NOT OLD.revoked_at_ms);
END;
CREATE TRIGGER api_key_stays BEFORE DELETE ON api_key BEGIN SELECT RAISE(ABORT, 'api_key_immutable'); END;

-- Where a collaborator works, as who registered them wrote it.
CREATE TABLE collaborator (
  user_id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  business_name TEXT NOT NULL CHECK (length(business_name) BETWEEN 1 AND 80),
  -- In whose name they were registered: a user's or an API key's.
  registered_by TEXT NOT NULL,
  FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id)
) STRICT;

-- What was done to a collaborator under a client's key, so that it is answered alike once more.
CREATE TABLE collaborator_request (
  tenant_id INTEGER NOT NULL,
  actor TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  user_id INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, actor, idempotency_key),
  FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id)
) STRICT, WITHOUT ROWID;
-- A key is good for one request, of whatever kind.
CREATE TRIGGER operation_key_is_no_collaborator_s BEFORE INSERT ON operation WHEN NEW.idempotency_key IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'idempotency_conflict')
  WHERE EXISTS (SELECT 1 FROM collaborator_request
    WHERE tenant_id = NEW.tenant_id AND actor = NEW.actor AND idempotency_key = NEW.idempotency_key);
END;

-- The PIN of somebody who may authorise: Argon2id, as passwords are.
CREATE TABLE user_pin (
  user_id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  pin_hash TEXT NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id)
) STRICT;

CREATE TABLE loyalty_wallet (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  -- What the wire calls it.
  public_key TEXT NOT NULL CONSTRAINT loyalty_wallet_public_key UNIQUE CHECK (length(public_key) = 32),
  -- Two that differ by case alone would be taken for each other.
  name TEXT NOT NULL COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 80),
  -- What a sale earns, in hundredths of a percent.
  percentage INTEGER NOT NULL CHECK (percentage BETWEEN 1 AND 10000),
  is_ticket_required INTEGER NOT NULL CHECK (is_ticket_required IN (0, 1)),
  is_ticket_unique INTEGER NOT NULL CHECK (is_ticket_unique IN (0, 1)),
  is_birth_date_required INTEGER NOT NULL CHECK (is_birth_date_required IN (0, 1)),
  -- Whether every collaborator may use it, or those of `loyalty_permission` alone.
  is_for_everybody INTEGER NOT NULL CHECK (is_for_everybody IN (0, 1)),
  -- How many contacts there are.
  contacts INTEGER NOT NULL DEFAULT 0 CHECK (contacts >= 0),
  -- What is left: of contacts to be added, of redemptions, of messages.
  contacts_left INTEGER NOT NULL CONSTRAINT contact_quota_reached CHECK (contacts_left >= 0),
  redemptions_left INTEGER NOT NULL CONSTRAINT redemption_quota_reached CHECK (redemptions_left >= 0),
  credits_left INTEGER NOT NULL CONSTRAINT messaging_credits_insufficient CHECK (credits_left >= 0),
  -- More points than that are redeemed on our pages with a supervisor's PIN only; NULL where no PIN is asked for.
  pin_threshold INTEGER CHECK (pin_threshold BETWEEN 0 AND 9007199254740991),
  -- A page of the shop's own for its customers; empty where it has none.
  client_url TEXT NOT NULL DEFAULT '' CHECK (length(client_url) <= 200),
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  UNIQUE (tenant_id, id),
  UNIQUE (tenant_id, name)
) STRICT;
CREATE TRIGGER loyalty_wallet_gets_its_currency AFTER INSERT ON loyalty_wallet
BEGIN
  INSERT INTO ledger_currency (tenant_id, currency) VALUES (NEW.tenant_id, 'PTS-' || NEW.id);
  INSERT INTO account (tenant_id, currency, kind, owner_id, floor, created_at_ms)
    VALUES (NEW.tenant_id, 'PTS-' || NEW.id, 'loyalty_issued', NEW.id, NULL, NEW.created_at_ms);
END;
CREATE TRIGGER loyalty_wallet_stays_itself BEFORE UPDATE ON loyalty_wallet
BEGIN
  SELECT RAISE(ABORT, 'loyalty_wallet_identity_immutable')
  WHERE (NEW.id, NEW.tenant_id, NEW.public_key, NEW.created_at_ms) IS NOT (OLD.id, OLD.tenant_id, OLD.public_key, OLD.created_at_ms);
END;
CREATE TRIGGER loyalty_wallet_stays BEFORE DELETE ON loyalty_wallet BEGIN SELECT RAISE(ABORT, 'loyalty_wallet_immutable'); END;

CREATE TABLE loyalty_permission (
  wallet_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  tenant_id INTEGER NOT NULL,
  PRIMARY KEY (wallet_id, user_id),
  FOREIGN KEY (tenant_id, wallet_id) REFERENCES loyalty_wallet (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id)
) STRICT, WITHOUT ROWID;

-- What the shop knows of numbers: that nothing is sold to them, or that they are landlines.
CREATE TABLE loyalty_phone_mark (
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  phone TEXT NOT NULL CHECK (length(phone) = 10),
  mark TEXT NOT NULL CHECK (mark IN ('blocked', 'landline')),
  created_by_user_id INTEGER,
  created_at_ms INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, phone),
  FOREIGN KEY (tenant_id, created_by_user_id) REFERENCES user_account (tenant_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE loyalty_contact (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  wallet_id INTEGER NOT NULL,
  operation_id TEXT NOT NULL UNIQUE,
  -- Ten digits.
  phone TEXT NOT NULL CHECK (length(phone) = 10),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  -- `YYYY-MM-DD`.
  birth_date TEXT CHECK (length(birth_date) = 10),
  created_at_ms INTEGER NOT NULL,
  UNIQUE (tenant_id, id),
  UNIQUE (wallet_id, phone),
  FOREIGN KEY (tenant_id, wallet_id) REFERENCES loyalty_wallet (tenant_id, id),
  FOREIGN KEY (tenant_id, operation_id) REFERENCES operation (tenant_id, id)
) STRICT;
CREATE INDEX loyalty_contact_of_wallet ON loyalty_contact (wallet_id, id);
-- The contact, its empty account, and what it costs of the wallet's quotas, at once.
CREATE TRIGGER loyalty_contact_gets_an_account AFTER INSERT ON loyalty_contact
BEGIN
  INSERT INTO account (tenant_id, currency, kind, owner_id, floor, created_at_ms)
    VALUES (NEW.tenant_id, 'PTS-' || NEW.wallet_id, 'loyalty_points', NEW.id, 0, NEW.created_at_ms);
  UPDATE loyalty_wallet SET contacts = contacts + 1, contacts_left = contacts_left - 1, credits_left = credits_left - 1 WHERE id = NEW.wallet_id;
END;
CREATE TRIGGER loyalty_contact_stays_as_it_is BEFORE UPDATE ON loyalty_contact BEGIN SELECT RAISE(ABORT, 'loyalty_contact_immutable'); END;
CREATE TRIGGER loyalty_contact_stays BEFORE DELETE ON loyalty_contact BEGIN SELECT RAISE(ABORT, 'loyalty_contact_immutable'); END;

-- What a contact earned, used, was given or lost. Inserting the row is the movement: it moves the points and costs what it costs, or nothing
-- happens.
CREATE TABLE loyalty_movement (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  operation_id TEXT NOT NULL UNIQUE,
  wallet_id INTEGER NOT NULL,
  contact_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('earning', 'redemption', 'addition', 'removal')),
  -- In hundredths. A small sale may earn none.
  points INTEGER NOT NULL,
  -- What the sale came to, in minor units of money, where it was told.
  purchase_amount INTEGER CHECK (purchase_amount > 0),
  -- The percentage by which it was earned, in hundredths of a percent.
  percentage INTEGER,
  ticket TEXT CHECK (length(ticket) BETWEEN 1 AND 100),
  -- The reason that was given for an adjustment.
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 200),
  -- The collaborator, and who authorised it with a PIN.
  user_id INTEGER NOT NULL,
  authorised_by_user_id INTEGER,
  -- What the contact has afterwards, as it was answered.
  balance_after INTEGER NOT NULL CHECK (balance_after >= 0),
  created_at_ms INTEGER NOT NULL,
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, operation_id) REFERENCES operation (tenant_id, id),
  FOREIGN KEY (tenant_id, wallet_id) REFERENCES loyalty_wallet (tenant_id, id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES loyalty_contact (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id),
  FOREIGN KEY (tenant_id, authorised_by_user_id) REFERENCES user_account (tenant_id, id),
  CONSTRAINT loyalty_movement_points CHECK (points BETWEEN iif(kind = 'earning', 0, 1) AND 9007199254740991),
  CONSTRAINT loyalty_movement_percentage CHECK ((kind = 'earning') = (percentage IS NOT NULL)),
  CONSTRAINT loyalty_movement_purchase CHECK (kind <> 'earning' OR purchase_amount IS NOT NULL)
) STRICT;
CREATE INDEX loyalty_movement_of_contact ON loyalty_movement (contact_id, id);
CREATE INDEX loyalty_movement_of_wallet ON loyalty_movement (wallet_id, id);
CREATE INDEX loyalty_movement_by_ticket ON loyalty_movement (wallet_id, ticket) WHERE ticket IS NOT NULL;

CREATE TRIGGER loyalty_movement_moves_points AFTER INSERT ON loyalty_movement
BEGIN
  SELECT RAISE(ABORT, 'loyalty_movement_mismatch')
  WHERE NOT EXISTS (SELECT 1 FROM loyalty_contact WHERE id = NEW.contact_id AND wallet_id = NEW.wallet_id AND tenant_id = NEW.tenant_id);
  INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, created_at_ms)
    SELECT NEW.tenant_id, NEW.operation_id, 'posted', issued.currency,
      iif(NEW.kind IN ('earning', 'addition'), issued.id, points.id), iif(NEW.kind IN ('earning', 'addition'), points.id, issued.id),
      NEW.points, NEW.created_at_ms
    FROM account AS issued
    JOIN account AS points ON points.tenant_id = NEW.tenant_id AND points.currency = issued.currency
      AND points.kind = 'loyalty_points' AND points.owner_id = NEW.contact_id
    WHERE issued.tenant_id = NEW.tenant_id AND issued.kind = 'loyalty_issued' AND issued.owner_id = NEW.wallet_id AND NEW.points > 0;
  SELECT RAISE(ABORT, 'loyalty_movement_moved_nothing') WHERE NEW.points > 0 AND changes() <> 1;
  SELECT RAISE(ABORT, 'loyalty_movement_balance')
  WHERE NEW.balance_after IS NOT (SELECT posted FROM account
    WHERE tenant_id = NEW.tenant_id AND kind = 'loyalty_points' AND owner_id = NEW.contact_id);
  SELECT RAISE(ABORT, 'ticket_repeated')
  WHERE NEW.ticket IS NOT NULL AND (SELECT is_ticket_unique FROM loyalty_wallet WHERE id = NEW.wallet_id) = 1
    AND EXISTS (SELECT 1 FROM loyalty_movement AS other JOIN operation ON operation.id = other.operation_id
      WHERE other.wallet_id = NEW.wallet_id AND other.ticket = NEW.ticket AND other.id <> NEW.id AND operation.state <> 'reversed');
  UPDATE loyalty_wallet SET credits_left = credits_left - 1, redemptions_left = redemptions_left - (NEW.kind = 'redemption')
  WHERE id = NEW.wallet_id;
END;
CREATE TRIGGER loyalty_movement_stays_as_it_is BEFORE UPDATE ON loyalty_movement BEGIN SELECT RAISE(ABORT, 'loyalty_movement_immutable'); END;
CREATE TRIGGER loyalty_movement_stays BEFORE DELETE ON loyalty_movement BEGIN SELECT RAISE(ABORT, 'loyalty_movement_immutable'); END;

-- A redemption that was undone was none; its message was sent all the same.
CREATE TRIGGER loyalty_redemption_reversed_is_given_back AFTER UPDATE OF state ON operation
WHEN OLD.kind = 'loyalty_redemption' AND OLD.state = 'succeeded' AND NEW.state = 'reversed'
BEGIN
  UPDATE loyalty_wallet SET redemptions_left = redemptions_left + 1
  WHERE id = (SELECT wallet_id FROM loyalty_movement WHERE operation_id = NEW.id);
END;
