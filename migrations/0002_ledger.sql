-- The one primitive for money: transfers between two accounts, in whole minor units. Nothing else changes a balance.
-- `INSERT OR REPLACE` and `INSERT OR IGNORE` slip past triggers and checks: they are never used on these tables.

INSERT INTO schema_migration (number, name) VALUES (2, '0002_ledger');

CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  currency TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('register_cash', 'operator_float', 'capital', 'cash_over_short', 'outside')),
  -- What it belongs to: a register, an operator; 0 where the tenant has one of the kind.
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
  CONSTRAINT account_range CHECK (posted BETWEEN -9007199254740991 AND 9007199254740991 AND held <= 9007199254740991),
  CONSTRAINT account_floor_of_kind CHECK (kind NOT IN ('register_cash', 'operator_float') OR floor IS 0)
) STRICT;

CREATE TRIGGER account_starts_empty BEFORE INSERT ON account
BEGIN
  SELECT RAISE(ABORT, 'account_starts_empty')
  WHERE NEW.posted <> 0 OR NEW.held <> 0 OR NEW.last_transfer_id <> 0;
END;

-- One thing a person asked for. It carries the idempotency key; its transfers point at it.
CREATE TABLE operation (
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  kind TEXT NOT NULL CHECK (kind IN
    ('tenant_setup', 'register_create', 'cash_session_open', 'cash_session_close', 'cash_movement', 'top_up', 'injection', 'reversal')),
  state TEXT NOT NULL CHECK (state IN ('created', 'submitted', 'succeeded', 'failed', 'unknown', 'reversed')),
  -- Whose idempotency keys these are: 'user:7'.
  actor TEXT NOT NULL,
  user_id INTEGER,
  cash_session_id INTEGER,
  amount INTEGER,
  -- What is searched for: a customer's number, a register's or an operator's name.
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
CREATE UNIQUE INDEX operation_by_key ON operation (tenant_id, actor, idempotency_key);
CREATE INDEX operation_by_time ON operation (tenant_id, created_at_ms, id);
CREATE INDEX operation_by_session ON operation (tenant_id, cash_session_id, created_at_ms, id);
CREATE INDEX operation_by_user ON operation (tenant_id, user_id, created_at_ms, id);
CREATE INDEX operation_by_kind ON operation (tenant_id, kind, created_at_ms, id);
-- The few that are not done, or were undone: what a person waits for is found at once.
CREATE INDEX operation_by_state ON operation (tenant_id, state, created_at_ms, id) WHERE state <> 'succeeded';
CREATE INDEX operation_by_subject ON operation (tenant_id, subject, created_at_ms, id);

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

-- `posted` moves at once. `held` sets aside what a later `post` moves or a `void` lets go, each exactly once.
CREATE TABLE transfer (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  operation_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('posted', 'held', 'post', 'void')),
  currency TEXT NOT NULL,
  from_account_id INTEGER NOT NULL,
  to_account_id INTEGER NOT NULL,
  amount INTEGER NOT NULL,
  -- The cash session whose drawer it moved.
  cash_session_id INTEGER,
  resolves_transfer_id INTEGER,
  reverses_transfer_id INTEGER,
  created_at_ms INTEGER NOT NULL,
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, operation_id) REFERENCES operation (tenant_id, id),
  FOREIGN KEY (tenant_id, currency, from_account_id) REFERENCES account (tenant_id, currency, id),
  FOREIGN KEY (tenant_id, currency, to_account_id) REFERENCES account (tenant_id, currency, id),
  FOREIGN KEY (tenant_id, cash_session_id) REFERENCES cash_session (tenant_id, id),
  FOREIGN KEY (tenant_id, resolves_transfer_id) REFERENCES transfer (tenant_id, id),
  FOREIGN KEY (tenant_id, reverses_transfer_id) REFERENCES transfer (tenant_id, id),
  CONSTRAINT transfer_amount CHECK (amount BETWEEN 1 AND 9007199254740991),
  CONSTRAINT transfer_two_accounts CHECK (from_account_id <> to_account_id),
  CONSTRAINT transfer_resolves CHECK ((kind IN ('post', 'void')) = (resolves_transfer_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX transfer_resolved_once ON transfer (resolves_transfer_id) WHERE resolves_transfer_id IS NOT NULL;
CREATE UNIQUE INDEX transfer_reversed_once ON transfer (reverses_transfer_id) WHERE reverses_transfer_id IS NOT NULL;
CREATE INDEX transfer_by_operation ON transfer (tenant_id, operation_id);
CREATE INDEX transfer_by_session ON transfer (cash_session_id, id) WHERE cash_session_id IS NOT NULL;
CREATE INDEX transfer_by_from_account ON transfer (from_account_id, id);
CREATE INDEX transfer_by_to_account ON transfer (to_account_id, id);

CREATE TRIGGER transfer_follows BEFORE INSERT ON transfer
BEGIN
  -- A resolution repeats its hold, and a hold is resolved once.
  SELECT RAISE(ABORT, 'transfer_resolution_mismatch')
  WHERE NEW.resolves_transfer_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM transfer AS hold
    WHERE hold.id = NEW.resolves_transfer_id AND hold.kind = 'held' AND hold.tenant_id = NEW.tenant_id
      AND hold.from_account_id = NEW.from_account_id AND hold.to_account_id = NEW.to_account_id AND hold.amount = NEW.amount);
  SELECT RAISE(ABORT, 'transfer_already_resolved')
  WHERE EXISTS (SELECT 1 FROM transfer WHERE resolves_transfer_id = NEW.resolves_transfer_id);
  -- A reversal moves the same amount back between accounts of the same kinds, once.
  SELECT RAISE(ABORT, 'transfer_reversal_mismatch')
  WHERE NEW.reverses_transfer_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM transfer AS original
    JOIN account AS original_from ON original_from.id = original.from_account_id
    JOIN account AS original_to ON original_to.id = original.to_account_id
    JOIN account AS new_from ON new_from.id = NEW.from_account_id
    JOIN account AS new_to ON new_to.id = NEW.to_account_id
    WHERE original.id = NEW.reverses_transfer_id AND original.kind IN ('posted', 'post') AND original.tenant_id = NEW.tenant_id
      AND original.amount = NEW.amount AND original_from.kind = new_to.kind AND original_to.kind = new_from.kind);
  SELECT RAISE(ABORT, 'transfer_already_reversed')
  WHERE EXISTS (SELECT 1 FROM transfer WHERE reverses_transfer_id = NEW.reverses_transfer_id);
END;

CREATE TRIGGER transfer_applies AFTER INSERT ON transfer
BEGIN
  UPDATE account SET
    posted = posted - iif(NEW.kind IN ('posted', 'post'), NEW.amount, 0),
    held = held + iif(NEW.kind = 'held', NEW.amount, 0) - iif(NEW.kind IN ('post', 'void'), NEW.amount, 0),
    last_transfer_id = NEW.id
  WHERE id = NEW.from_account_id;
  UPDATE account SET
    posted = posted + iif(NEW.kind IN ('posted', 'post'), NEW.amount, 0),
    last_transfer_id = NEW.id
  WHERE id = NEW.to_account_id;
END;
CREATE TRIGGER transfer_stays_as_it_is BEFORE UPDATE ON transfer
BEGIN
  SELECT RAISE(ABORT, 'transfer_immutable');
END;
CREATE TRIGGER transfer_stays BEFORE DELETE ON transfer
BEGIN
  SELECT RAISE(ABORT, 'transfer_immutable');
END;

-- A balance moves only as a newer transfer of its own says, to the cent.
CREATE TRIGGER account_moves_by_transfer BEFORE UPDATE ON account
BEGIN
  SELECT RAISE(ABORT, 'account_identity_immutable')
  WHERE (NEW.id, NEW.tenant_id, NEW.currency, NEW.kind, NEW.owner_id, NEW.created_at_ms)
    IS NOT (OLD.id, OLD.tenant_id, OLD.currency, OLD.kind, OLD.owner_id, OLD.created_at_ms);
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
