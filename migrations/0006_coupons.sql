-- Payment coupons: customers, what they owe, the coupons that gather it, and their collection. Days are counted from 1970-01-01, by the
-- clock of the branch they belong to.

INSERT INTO schema_migration (number, name) VALUES (6, '0006_coupons');

INSERT INTO account_kind (kind, floor) VALUES
  -- What a customer owes; nobody owes less than nothing.
  ('customer_receivable', 0),
  -- What was invoiced.
  ('income', NULL),
  -- What came in by QR and transfer.
  ('bank_clearing', 0),
  -- What the other branches owe a branch: what they collected for it, less what it collected for them.
  ('between_branches', NULL);
INSERT INTO operation_kind (kind) VALUES ('invoice_issue'), ('coupon_issue'), ('coupon_cancellation'), ('coupon_collection');

INSERT INTO account (tenant_id, currency, kind, floor, created_at_ms)
  SELECT tenant.id, tenant.currency, account_kind.kind, account_kind.floor, tenant.created_at_ms
  FROM tenant JOIN account_kind ON account_kind.kind IN ('income', 'bank_clearing');
INSERT INTO account (tenant_id, currency, kind, owner_id, created_at_ms)
  SELECT branch.tenant_id, tenant.currency, 'between_branches', branch.id, branch.created_at_ms
  FROM branch JOIN tenant ON tenant.id = branch.tenant_id;

-- The branch's number in the codes of its coupons. It is printed, so it never changes.
ALTER TABLE branch ADD COLUMN number INTEGER CONSTRAINT branch_number CHECK (number BETWEEN 1 AND 9999);
UPDATE branch SET number = (SELECT count(*) FROM branch AS other WHERE other.tenant_id = branch.tenant_id AND other.id <= branch.id);
CREATE UNIQUE INDEX branch_by_number ON branch (tenant_id, number);
CREATE TRIGGER branch_is_opened AFTER INSERT ON branch
BEGIN
  UPDATE branch SET number = (SELECT coalesce(max(other.number), 0) + 1 FROM branch AS other WHERE other.tenant_id = NEW.tenant_id)
  WHERE id = NEW.id AND number IS NULL;
  INSERT INTO account (tenant_id, currency, kind, owner_id, created_at_ms)
    SELECT id, currency, 'between_branches', NEW.id, NEW.created_at_ms FROM tenant WHERE id = NEW.tenant_id;
END;
CREATE TRIGGER branch_keeps_its_number BEFORE UPDATE ON branch
BEGIN
  SELECT RAISE(ABORT, 'branch_identity_immutable')
  WHERE (NEW.id, NEW.tenant_id, NEW.created_at_ms) IS NOT (OLD.id, OLD.tenant_id, OLD.created_at_ms)
    OR (OLD.number IS NOT NULL AND NEW.number IS NOT OLD.number);
END;

-- Host names that are a tenant's: requests that reach the portal by one are that tenant's or nobody's.
CREATE TABLE tenant_domain (
  domain TEXT PRIMARY KEY CHECK (length(domain) BETWEEN 1 AND 253 AND domain = lower(domain)),
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The secret that a tenant's customer portal signs with (HS256), sealed with a key that the database does not have.
CREATE TABLE portal_secret (
  tenant_id INTEGER PRIMARY KEY REFERENCES tenant (id),
  -- Raised by every change, so that a request that was checked with the former one is refused.
  version INTEGER NOT NULL CHECK (version >= 1),
  sealed TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;
CREATE TRIGGER portal_secret_version_rises BEFORE UPDATE ON portal_secret
BEGIN
  SELECT RAISE(ABORT, 'portal_secret_version_must_rise') WHERE NEW.version <= OLD.version OR NEW.tenant_id <> OLD.tenant_id;
END;

CREATE TABLE customer (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  -- What the wire calls `cliente_id`: the tenant's own number, six digits at most, since that is what a coupon's code holds.
  number INTEGER NOT NULL CONSTRAINT customer_number CHECK (number BETWEEN 1 AND 999999),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  document TEXT CHECK (length(document) BETWEEN 1 AND 20),
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  UNIQUE (tenant_id, id),
  UNIQUE (tenant_id, number)
) STRICT;
CREATE TRIGGER customer_gets_an_account AFTER INSERT ON customer
BEGIN
  INSERT INTO account (tenant_id, currency, kind, owner_id, floor, created_at_ms)
    SELECT id, currency, 'customer_receivable', NEW.id, 0, NEW.created_at_ms FROM tenant WHERE id = NEW.tenant_id;
END;
CREATE TRIGGER customer_keeps_its_number BEFORE UPDATE ON customer
BEGIN
  SELECT RAISE(ABORT, 'customer_identity_immutable')
  WHERE (NEW.id, NEW.tenant_id, NEW.number, NEW.created_at_ms) IS NOT (OLD.id, OLD.tenant_id, OLD.number, OLD.created_at_ms);
END;
CREATE TRIGGER customer_stays BEFORE DELETE ON customer BEGIN SELECT RAISE(ABORT, 'customer_immutable'); END;

-- What a customer is found by: the words of name, document and number, as wasm-core folds them.
CREATE TABLE customer_word (
  tenant_id INTEGER NOT NULL,
  word TEXT NOT NULL CHECK (length(word) BETWEEN 1 AND 120),
  customer_id INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, word, customer_id),
  FOREIGN KEY (tenant_id, customer_id) REFERENCES customer (tenant_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_word_by_customer ON customer_word (tenant_id, customer_id);

CREATE TABLE invoice (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  -- What the wire calls `id`.
  reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 64),
  customer_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 9007199254740991),
  amount INTEGER NOT NULL CHECK (amount > 0),
  -- The operation that issued it, with others where they came in one file.
  operation_id TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL,
  UNIQUE (tenant_id, id),
  UNIQUE (tenant_id, reference),
  FOREIGN KEY (tenant_id, customer_id) REFERENCES customer (tenant_id, id),
  FOREIGN KEY (tenant_id, operation_id) REFERENCES operation (tenant_id, id)
) STRICT;
CREATE INDEX invoice_by_customer ON invoice (tenant_id, customer_id, id);
CREATE INDEX invoice_by_operation ON invoice (tenant_id, operation_id);

-- Nothing is invoiced without being owed.
CREATE TRIGGER invoice_is_owed AFTER INSERT ON invoice
BEGIN
  INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, created_at_ms)
    SELECT NEW.tenant_id, NEW.operation_id, 'posted', income.currency, income.id, receivable.id, NEW.amount, NEW.created_at_ms
    FROM account AS income
    JOIN account AS receivable ON receivable.tenant_id = NEW.tenant_id AND receivable.kind = 'customer_receivable' AND receivable.owner_id = NEW.customer_id
    WHERE income.tenant_id = NEW.tenant_id AND income.kind = 'income' AND income.owner_id = 0;
  SELECT RAISE(ABORT, 'invoice_moved_nothing') WHERE changes() <> 1;
END;
CREATE TRIGGER invoice_stays_as_it_is BEFORE UPDATE ON invoice BEGIN SELECT RAISE(ABORT, 'invoice_immutable'); END;
CREATE TRIGGER invoice_stays BEFORE DELETE ON invoice BEGIN SELECT RAISE(ABORT, 'invoice_immutable'); END;

CREATE TABLE coupon (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  -- The operation that issued it; the wire's `cupon_id`.
  operation_id TEXT NOT NULL UNIQUE,
  -- The branch that issued it, whose number the code begins with.
  branch_id INTEGER NOT NULL,
  customer_id INTEGER NOT NULL,
  barcode TEXT NOT NULL CHECK (length(barcode) = 19 AND barcode NOT GLOB '*[^0-9]*'),
  amount INTEGER NOT NULL CHECK (amount > 0),
  state TEXT NOT NULL CHECK (state IN ('pending', 'used', 'expired', 'cancelled')),
  issued_day INTEGER NOT NULL,
  -- The last day it can be collected.
  due_day INTEGER NOT NULL CHECK (due_day >= issued_day),
  created_at_ms INTEGER NOT NULL,
  -- When it stopped being pending.
  ended_at_ms INTEGER,
  UNIQUE (tenant_id, id),
  FOREIGN KEY (tenant_id, operation_id) REFERENCES operation (tenant_id, id),
  FOREIGN KEY (tenant_id, branch_id) REFERENCES branch (tenant_id, id),
  FOREIGN KEY (tenant_id, customer_id) REFERENCES customer (tenant_id, id),
  CONSTRAINT coupon_ended CHECK ((state = 'pending') = (ended_at_ms IS NULL))
) STRICT;
-- A code holds branch, customer and day only: the same one may be given again once the former coupon is no longer pending.
CREATE UNIQUE INDEX coupon_one_pending_by_code ON coupon (tenant_id, barcode) WHERE state = 'pending';
CREATE INDEX coupon_by_code ON coupon (tenant_id, barcode, id);
CREATE INDEX coupon_by_customer ON coupon (tenant_id, customer_id, issued_day, operation_id);
CREATE INDEX coupon_by_customer_and_state ON coupon (tenant_id, customer_id, state, issued_day, operation_id);
CREATE INDEX coupon_by_due_day ON coupon (due_day) WHERE state = 'pending';

CREATE TRIGGER coupon_starts_pending BEFORE INSERT ON coupon
BEGIN
  SELECT RAISE(ABORT, 'coupon_starts_pending') WHERE NEW.state <> 'pending';
END;

CREATE TABLE coupon_invoice (
  coupon_id INTEGER NOT NULL,
  position INTEGER NOT NULL CONSTRAINT coupon_invoice_position CHECK (position BETWEEN 1 AND 100),
  tenant_id INTEGER NOT NULL,
  invoice_id INTEGER NOT NULL,
  PRIMARY KEY (coupon_id, position),
  UNIQUE (coupon_id, invoice_id),
  FOREIGN KEY (tenant_id, coupon_id) REFERENCES coupon (tenant_id, id),
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoice (tenant_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX coupon_invoice_by_invoice ON coupon_invoice (tenant_id, invoice_id);

-- An invoice is in one pending coupon at most.
CREATE TABLE invoice_reservation (
  invoice_id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  coupon_id INTEGER NOT NULL,
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoice (tenant_id, id),
  FOREIGN KEY (tenant_id, coupon_id) REFERENCES coupon (tenant_id, id)
) STRICT;
CREATE INDEX invoice_reservation_by_coupon ON invoice_reservation (tenant_id, coupon_id);

-- An invoice is paid once, however many coupons have named it.
CREATE TABLE invoice_payment (
  invoice_id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  coupon_id INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoice (tenant_id, id),
  FOREIGN KEY (tenant_id, coupon_id) REFERENCES coupon (tenant_id, id)
) STRICT;
CREATE INDEX invoice_payment_by_coupon ON invoice_payment (tenant_id, coupon_id);
CREATE TRIGGER invoice_payment_stays_as_it_is BEFORE UPDATE ON invoice_payment BEGIN SELECT RAISE(ABORT, 'invoice_payment_immutable'); END;
CREATE TRIGGER invoice_payment_stays BEFORE DELETE ON invoice_payment BEGIN SELECT RAISE(ABORT, 'invoice_payment_immutable'); END;

CREATE TRIGGER coupon_invoice_is_open BEFORE INSERT ON coupon_invoice
BEGIN
  SELECT RAISE(ABORT, 'coupon_invoice_mismatch')
  WHERE NOT EXISTS (
    SELECT 1 FROM coupon JOIN invoice ON invoice.tenant_id = coupon.tenant_id AND invoice.customer_id = coupon.customer_id
    WHERE coupon.id = NEW.coupon_id AND coupon.state = 'pending' AND invoice.id = NEW.invoice_id);
  SELECT RAISE(ABORT, 'invoice_paid') WHERE EXISTS (SELECT 1 FROM invoice_payment WHERE invoice_id = NEW.invoice_id);
END;
CREATE TRIGGER coupon_invoice_is_reserved AFTER INSERT ON coupon_invoice
BEGIN
  INSERT INTO invoice_reservation (invoice_id, tenant_id, coupon_id) VALUES (NEW.invoice_id, NEW.tenant_id, NEW.coupon_id);
END;
CREATE TRIGGER coupon_invoice_stays_as_it_is BEFORE UPDATE ON coupon_invoice BEGIN SELECT RAISE(ABORT, 'coupon_immutable'); END;
CREATE TRIGGER coupon_invoice_stays BEFORE DELETE ON coupon_invoice BEGIN SELECT RAISE(ABORT, 'coupon_immutable'); END;

CREATE TABLE coupon_cancellation (
  coupon_id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  operation_id TEXT NOT NULL UNIQUE,
  user_id INTEGER NOT NULL,
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 200),
  created_at_ms INTEGER NOT NULL,
  FOREIGN KEY (tenant_id, coupon_id) REFERENCES coupon (tenant_id, id),
  FOREIGN KEY (tenant_id, operation_id) REFERENCES operation (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id)
) STRICT;
CREATE TRIGGER coupon_is_cancelled AFTER INSERT ON coupon_cancellation
BEGIN
  SELECT RAISE(ABORT, 'coupon_not_pending') WHERE NOT EXISTS (SELECT 1 FROM coupon WHERE id = NEW.coupon_id AND state = 'pending');
  UPDATE coupon SET state = 'cancelled', ended_at_ms = NEW.created_at_ms WHERE id = NEW.coupon_id;
END;
CREATE TRIGGER coupon_cancellation_stays_as_it_is BEFORE UPDATE ON coupon_cancellation BEGIN SELECT RAISE(ABORT, 'coupon_immutable'); END;
CREATE TRIGGER coupon_cancellation_stays BEFORE DELETE ON coupon_cancellation BEGIN SELECT RAISE(ABORT, 'coupon_immutable'); END;

-- A coupon collected, with its receipt. Receipts are numbered by the branch that collects.
CREATE TABLE coupon_collection (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  operation_id TEXT NOT NULL UNIQUE,
  coupon_id INTEGER NOT NULL UNIQUE,
  branch_id INTEGER NOT NULL,
  receipt_number INTEGER NOT NULL CHECK (receipt_number >= 1),
  cash_session_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('EFECTIVO', 'QR', 'TRANSFERENCIA')),
  amount INTEGER NOT NULL CHECK (amount > 0),
  tendered INTEGER NOT NULL,
  change INTEGER NOT NULL,
  -- The day of the collecting branch's clock.
  local_day INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  UNIQUE (tenant_id, id),
  UNIQUE (tenant_id, branch_id, receipt_number),
  FOREIGN KEY (tenant_id, operation_id) REFERENCES operation (tenant_id, id),
  FOREIGN KEY (tenant_id, coupon_id) REFERENCES coupon (tenant_id, id),
  FOREIGN KEY (tenant_id, branch_id) REFERENCES branch (tenant_id, id),
  FOREIGN KEY (tenant_id, cash_session_id) REFERENCES cash_session (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id),
  CONSTRAINT coupon_collection_change CHECK (change >= 0 AND tendered - change = amount AND (change = 0 OR method = 'EFECTIVO'))
) STRICT;

-- All of a collection at once: the money, the invoices, the coupon. The customer's debt becomes cash or money at the bank; where another
-- branch collects, the debt becomes the issuing branch's claim, and the collecting branch owes what it took in.
CREATE TRIGGER coupon_is_collected AFTER INSERT ON coupon_collection
BEGIN
  SELECT RAISE(ABORT, 'coupon_not_pending')
  WHERE NOT EXISTS (SELECT 1 FROM coupon WHERE id = NEW.coupon_id AND state = 'pending' AND amount = NEW.amount);
  INSERT INTO invoice_payment (invoice_id, tenant_id, coupon_id, created_at_ms)
    SELECT invoice_id, tenant_id, coupon_id, NEW.created_at_ms FROM coupon_invoice WHERE coupon_id = NEW.coupon_id ORDER BY position;
  INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, cash_session_id, created_at_ms)
    SELECT NEW.tenant_id, NEW.operation_id, 'posted', payer.currency, payer.id, payee.id, NEW.amount,
      iif(payee.kind = 'register_cash', NEW.cash_session_id, NULL), NEW.created_at_ms
    FROM coupon
    -- One leg where the issuing branch collects, two where another one does.
    JOIN (SELECT 1 AS leg UNION ALL SELECT 2) AS legs ON legs.leg = 1 OR coupon.branch_id <> NEW.branch_id
    JOIN account AS payer ON payer.tenant_id = NEW.tenant_id
      AND payer.kind = iif(legs.leg = 1, 'customer_receivable', 'between_branches')
      AND payer.owner_id = iif(legs.leg = 1, coupon.customer_id, NEW.branch_id)
    JOIN account AS payee ON payee.tenant_id = NEW.tenant_id
      AND payee.kind = CASE WHEN legs.leg = 1 AND coupon.branch_id <> NEW.branch_id THEN 'between_branches'
        WHEN NEW.method = 'EFECTIVO' THEN 'register_cash' ELSE 'bank_clearing' END
      AND payee.owner_id = CASE WHEN legs.leg = 1 AND coupon.branch_id <> NEW.branch_id THEN coupon.branch_id
        WHEN NEW.method = 'EFECTIVO' THEN (SELECT register_id FROM cash_session WHERE id = NEW.cash_session_id) ELSE 0 END
    WHERE coupon.id = NEW.coupon_id
    ORDER BY legs.leg;
  SELECT RAISE(ABORT, 'collection_moved_nothing')
  WHERE changes() <> iif((SELECT branch_id FROM coupon WHERE id = NEW.coupon_id) = NEW.branch_id, 1, 2);
  UPDATE coupon SET state = 'used', ended_at_ms = NEW.created_at_ms WHERE id = NEW.coupon_id;
END;
CREATE TRIGGER coupon_collection_is_its_session_s BEFORE INSERT ON coupon_collection
BEGIN
  SELECT RAISE(ABORT, 'collection_branch_mismatch')
  WHERE NEW.branch_id IS NOT (SELECT cash_register.branch_id FROM cash_session JOIN cash_register ON cash_register.id = cash_session.register_id
    WHERE cash_session.id = NEW.cash_session_id AND cash_session.closed_at_ms IS NULL);
END;
CREATE TRIGGER coupon_collection_stays_as_it_is BEFORE UPDATE ON coupon_collection BEGIN SELECT RAISE(ABORT, 'coupon_immutable'); END;
CREATE TRIGGER coupon_collection_stays BEFORE DELETE ON coupon_collection BEGIN SELECT RAISE(ABORT, 'coupon_immutable'); END;

-- A coupon leaves `pending` once: collected, cancelled, or past its last day by its own branch's clock.
CREATE TRIGGER coupon_ends_once BEFORE UPDATE ON coupon
BEGIN
  SELECT RAISE(ABORT, 'coupon_immutable')
  WHERE (NEW.id, NEW.tenant_id, NEW.operation_id, NEW.branch_id, NEW.customer_id, NEW.barcode, NEW.amount, NEW.issued_day, NEW.due_day, NEW.created_at_ms)
    IS NOT (OLD.id, OLD.tenant_id, OLD.operation_id, OLD.branch_id, OLD.customer_id, OLD.barcode, OLD.amount, OLD.issued_day, OLD.due_day, OLD.created_at_ms)
    OR OLD.state <> 'pending';
  SELECT RAISE(ABORT, 'coupon_state_transition')
  WHERE NEW.state IS NOT OLD.state AND NOT CASE NEW.state
    WHEN 'used' THEN EXISTS (SELECT 1 FROM coupon_collection WHERE coupon_id = NEW.id)
    WHEN 'cancelled' THEN EXISTS (SELECT 1 FROM coupon_cancellation WHERE coupon_id = NEW.id)
    WHEN 'expired' THEN (NEW.ended_at_ms + (SELECT utc_offset_min FROM branch WHERE id = NEW.branch_id) * 60000) / 86400000 > NEW.due_day
    ELSE 0 END;
END;
CREATE TRIGGER coupon_frees_its_invoices AFTER UPDATE OF state ON coupon
BEGIN
  DELETE FROM invoice_reservation WHERE tenant_id = NEW.tenant_id AND coupon_id = NEW.id;
END;
CREATE TRIGGER coupon_stays BEFORE DELETE ON coupon BEGIN SELECT RAISE(ABORT, 'coupon_immutable'); END;
