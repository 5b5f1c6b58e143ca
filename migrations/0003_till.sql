-- The till: registers, cash sessions, mobile operators, top-ups and injections. What was answered is never changed afterwards.

INSERT INTO schema_migration (number, name) VALUES (3, '0003_till');

CREATE TABLE cash_register (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  branch_id INTEGER NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 3 AND 60),
  specialty TEXT NOT NULL CHECK (specialty IN ('SOLO_VENTAS', 'SOLO_AGENTES', 'MIXTA')),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  -- The operation that created it and what it answered; NULL for those of the tenant's set-up.
  operation_id TEXT UNIQUE,
  created_name TEXT,
  created_specialty TEXT,
  created_branch_id INTEGER,
  created_by_user_id INTEGER,
  updated_by_user_id INTEGER,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, branch_id) REFERENCES branch (tenant_id, id),
  FOREIGN KEY (tenant_id, operation_id) REFERENCES operation (tenant_id, id),
  FOREIGN KEY (tenant_id, created_by_user_id) REFERENCES user_account (tenant_id, id),
  FOREIGN KEY (tenant_id, updated_by_user_id) REFERENCES user_account (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX cash_register_name ON cash_register (tenant_id, name) WHERE active = 1;

CREATE TRIGGER cash_register_keeps_its_creation BEFORE UPDATE ON cash_register
BEGIN
  SELECT RAISE(ABORT, 'cash_register_identity_immutable')
  WHERE (NEW.id, NEW.tenant_id, NEW.operation_id, NEW.created_name, NEW.created_specialty, NEW.created_branch_id, NEW.created_at_ms)
    IS NOT (OLD.id, OLD.tenant_id, OLD.operation_id, OLD.created_name, OLD.created_specialty, OLD.created_branch_id, OLD.created_at_ms);
END;

-- A register is retired only when nobody uses it and its drawer is empty.
CREATE TRIGGER cash_register_retires_empty BEFORE UPDATE ON cash_register
WHEN OLD.active = 1 AND NEW.active = 0
BEGIN
  SELECT RAISE(ABORT, 'register_has_open_session')
  WHERE EXISTS (SELECT 1 FROM cash_session WHERE tenant_id = OLD.tenant_id AND register_id = OLD.id AND closed_at_ms IS NULL);
  SELECT RAISE(ABORT, 'register_has_cash;' || posted) FROM account
  WHERE tenant_id = OLD.tenant_id AND kind = 'register_cash' AND owner_id = OLD.id AND (posted <> 0 OR held <> 0);
END;

CREATE TABLE cash_session (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  register_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  opening_operation_id TEXT NOT NULL UNIQUE,
  opening_amount INTEGER NOT NULL CHECK (opening_amount >= 0),
  -- Opening amount less what the register held before.
  opening_difference INTEGER NOT NULL,
  -- What was counted, as JSON: {"200.00": 3}. NULL where nobody counted by denominations.
  opening_count TEXT,
  opened_at_ms INTEGER NOT NULL,
  closing_operation_id TEXT UNIQUE,
  closed_by_user_id INTEGER,
  expected_amount INTEGER,
  counted_amount INTEGER CHECK (counted_amount >= 0),
  closing_count TEXT,
  closed_at_ms INTEGER,
  difference_reason TEXT CHECK (length(difference_reason) BETWEEN 1 AND 200),
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, register_id) REFERENCES cash_register (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id),
  FOREIGN KEY (tenant_id, opening_operation_id) REFERENCES operation (tenant_id, id),
  FOREIGN KEY (tenant_id, closing_operation_id) REFERENCES operation (tenant_id, id),
  FOREIGN KEY (tenant_id, closed_by_user_id) REFERENCES user_account (tenant_id, id),
  CONSTRAINT cash_session_closed_whole CHECK (
    (closed_at_ms IS NULL) = (closing_operation_id IS NULL) AND (closed_at_ms IS NULL) = (closed_by_user_id IS NULL)
    AND (closed_at_ms IS NULL) = (expected_amount IS NULL) AND (closed_at_ms IS NULL) = (counted_amount IS NULL)
    AND (closing_count IS NULL OR closed_at_ms IS NOT NULL) AND (difference_reason IS NULL OR closed_at_ms IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX cash_session_one_open_per_register ON cash_session (tenant_id, register_id) WHERE closed_at_ms IS NULL;
CREATE UNIQUE INDEX cash_session_one_open_per_user ON cash_session (tenant_id, user_id) WHERE closed_at_ms IS NULL;
CREATE INDEX cash_session_by_register ON cash_session (tenant_id, register_id, id);

CREATE TRIGGER cash_session_starts_open BEFORE INSERT ON cash_session
BEGIN
  SELECT RAISE(ABORT, 'cash_session_starts_open') WHERE NEW.closed_at_ms IS NOT NULL;
END;
-- It is closed once, and a reason for the difference is written once.
CREATE TRIGGER cash_session_closes_once BEFORE UPDATE ON cash_session
BEGIN
  SELECT RAISE(ABORT, 'cash_session_immutable')
  WHERE (NEW.id, NEW.tenant_id, NEW.register_id, NEW.user_id, NEW.opening_operation_id, NEW.opening_amount, NEW.opening_difference,
         NEW.opening_count, NEW.opened_at_ms)
    IS NOT (OLD.id, OLD.tenant_id, OLD.register_id, OLD.user_id, OLD.opening_operation_id, OLD.opening_amount, OLD.opening_difference,
         OLD.opening_count, OLD.opened_at_ms);
  SELECT RAISE(ABORT, 'session_already_closed')
  WHERE OLD.closed_at_ms IS NOT NULL
    AND (NEW.closing_operation_id, NEW.closed_by_user_id, NEW.expected_amount, NEW.counted_amount, NEW.closing_count, NEW.closed_at_ms)
      IS NOT (OLD.closing_operation_id, OLD.closed_by_user_id, OLD.expected_amount, OLD.counted_amount, OLD.closing_count, OLD.closed_at_ms);
  SELECT RAISE(ABORT, 'difference_reason_already_set')
  WHERE OLD.difference_reason IS NOT NULL AND NEW.difference_reason IS NOT OLD.difference_reason;
END;
CREATE TRIGGER cash_session_stays BEFORE DELETE ON cash_session
BEGIN
  SELECT RAISE(ABORT, 'cash_session_immutable');
END;

-- A drawer moves only inside its own open session, but for its creation and the tenant's set-up.
CREATE TRIGGER transfer_moves_an_open_drawer BEFORE INSERT ON transfer
WHEN NEW.cash_session_id IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'session_not_open')
  WHERE NOT EXISTS (
    SELECT 1 FROM cash_session
    JOIN account ON account.tenant_id = cash_session.tenant_id AND account.kind = 'register_cash' AND account.owner_id = cash_session.register_id
    WHERE cash_session.id = NEW.cash_session_id AND cash_session.closed_at_ms IS NULL
      AND account.id IN (NEW.from_account_id, NEW.to_account_id));
END;
CREATE TRIGGER transfer_of_cash_has_a_session BEFORE INSERT ON transfer
WHEN NEW.cash_session_id IS NULL
BEGIN
  SELECT RAISE(ABORT, 'transfer_of_cash_without_session')
  WHERE EXISTS (SELECT 1 FROM account WHERE id IN (NEW.from_account_id, NEW.to_account_id) AND kind = 'register_cash')
    AND NOT EXISTS (SELECT 1 FROM operation WHERE id = NEW.operation_id AND kind IN ('register_create', 'tenant_setup'));
END;

CREATE TABLE operator (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  low_balance_threshold INTEGER CHECK (low_balance_threshold >= 0),
  updated_by_user_id INTEGER,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  UNIQUE (tenant_id, id),
  UNIQUE (tenant_id, name),
  FOREIGN KEY (tenant_id, updated_by_user_id) REFERENCES user_account (tenant_id, id)
) STRICT;

-- A sale of airtime. The user is the session's, since it is that drawer the cash went into.
CREATE TABLE top_up (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  operation_id TEXT NOT NULL UNIQUE,
  operator_id INTEGER NOT NULL,
  phone TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  cash_session_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  -- The register's branch at the time, and the day of its clock, counted from 1970-01-01.
  branch_id INTEGER NOT NULL,
  local_day INTEGER NOT NULL,
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, operation_id) REFERENCES operation (tenant_id, id),
  FOREIGN KEY (tenant_id, operator_id) REFERENCES operator (tenant_id, id),
  FOREIGN KEY (tenant_id, cash_session_id) REFERENCES cash_session (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id),
  FOREIGN KEY (tenant_id, branch_id) REFERENCES branch (tenant_id, id)
) STRICT;
CREATE INDEX top_up_by_time ON top_up (tenant_id, created_at_ms, id);
CREATE INDEX top_up_by_session ON top_up (tenant_id, cash_session_id, created_at_ms, id);
CREATE INDEX top_up_by_operator ON top_up (tenant_id, operator_id, created_at_ms, id);

-- What a branch sold in a day and was not reversed, so that the dashboard never reads the sales themselves.
CREATE TABLE top_up_day (
  tenant_id INTEGER NOT NULL,
  branch_id INTEGER NOT NULL,
  local_day INTEGER NOT NULL,
  operator_id INTEGER NOT NULL,
  total INTEGER NOT NULL CONSTRAINT top_up_day_total CHECK (total BETWEEN 0 AND 9007199254740991),
  PRIMARY KEY (tenant_id, branch_id, local_day, operator_id),
  FOREIGN KEY (tenant_id, branch_id) REFERENCES branch (tenant_id, id),
  FOREIGN KEY (tenant_id, operator_id) REFERENCES operator (tenant_id, id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER top_up_adds_to_its_day AFTER INSERT ON top_up
BEGIN
  INSERT INTO top_up_day (tenant_id, branch_id, local_day, operator_id, total)
  VALUES (NEW.tenant_id, NEW.branch_id, NEW.local_day, NEW.operator_id, NEW.amount)
  ON CONFLICT (tenant_id, branch_id, local_day, operator_id) DO UPDATE SET total = total + excluded.total;
END;
CREATE TRIGGER top_up_reversed_leaves_its_day AFTER UPDATE OF state ON operation
WHEN OLD.kind = 'top_up' AND OLD.state = 'succeeded' AND NEW.state = 'reversed'
BEGIN
  UPDATE top_up_day SET total = total - (SELECT amount FROM top_up WHERE operation_id = NEW.id)
  WHERE (tenant_id, branch_id, local_day, operator_id) = (SELECT tenant_id, branch_id, local_day, operator_id FROM top_up WHERE operation_id = NEW.id);
END;

-- The operator's own reference of a sale, recorded with it or afterwards, once.
CREATE TABLE top_up_reference (
  top_up_id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 40),
  -- 1 where it came with the sale, and so belongs to the sale's first answer.
  with_sale INTEGER NOT NULL CHECK (with_sale IN (0, 1)),
  user_id INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  FOREIGN KEY (tenant_id, top_up_id) REFERENCES top_up (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id)
) STRICT;

CREATE TABLE injection (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  operation_id TEXT NOT NULL UNIQUE,
  operator_id INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  cash_session_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, operation_id) REFERENCES operation (tenant_id, id),
  FOREIGN KEY (tenant_id, operator_id) REFERENCES operator (tenant_id, id),
  FOREIGN KEY (tenant_id, cash_session_id) REFERENCES cash_session (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id)
) STRICT;
CREATE INDEX injection_by_time ON injection (tenant_id, created_at_ms, id);
CREATE INDEX injection_by_session ON injection (tenant_id, cash_session_id, created_at_ms, id);
CREATE INDEX injection_by_operator ON injection (tenant_id, operator_id, created_at_ms, id);

CREATE TRIGGER top_up_stays_as_it_is BEFORE UPDATE ON top_up BEGIN SELECT RAISE(ABORT, 'top_up_immutable'); END;
CREATE TRIGGER top_up_stays BEFORE DELETE ON top_up BEGIN SELECT RAISE(ABORT, 'top_up_immutable'); END;
CREATE TRIGGER top_up_reference_stays_as_it_is BEFORE UPDATE ON top_up_reference BEGIN SELECT RAISE(ABORT, 'reference_already_set'); END;
CREATE TRIGGER top_up_reference_stays BEFORE DELETE ON top_up_reference BEGIN SELECT RAISE(ABORT, 'reference_already_set'); END;
CREATE TRIGGER injection_stays_as_it_is BEFORE UPDATE ON injection BEGIN SELECT RAISE(ABORT, 'injection_immutable'); END;
CREATE TRIGGER injection_stays BEFORE DELETE ON injection BEGIN SELECT RAISE(ABORT, 'injection_immutable'); END;
