-- What is sold through an upstream provider: prefunds, integrators, orders in two steps, refunds. The money of an order is held before it is
-- sent and settled when its fate is known; until then the customer's cash is a deposit, so that a drawer can be counted meanwhile.

INSERT INTO schema_migration (number, name) VALUES (8, '0008_providers');

INSERT INTO account_kind (kind, floor) VALUES
  -- Cash taken for what is not settled yet, and what has to be given back.
  ('customer_deposit', NULL),
  -- The tenant's money at a provider.
  ('provider_prefund', 0),
  -- What an integrator owes; its credit limit is a setting (trigger `integrator_stays_in_its_credit`).
  ('integrator_receivable', NULL);
INSERT INTO operation_kind (kind) VALUES ('service_payment'), ('service_refund'), ('prefund_funding'), ('integrator_payment');

CREATE TABLE provider (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 40)
) STRICT;
INSERT INTO provider (id, name) VALUES (1, 'cps');

INSERT INTO account (tenant_id, currency, kind, owner_id, floor, created_at_ms)
  SELECT tenant.id, tenant.currency, 'customer_deposit', 0, NULL, tenant.created_at_ms FROM tenant
  UNION ALL SELECT tenant.id, tenant.currency, 'provider_prefund', provider.id, 0, tenant.created_at_ms FROM tenant JOIN provider;
CREATE TRIGGER tenant_gets_provider_accounts AFTER INSERT ON tenant
BEGIN
  INSERT INTO account (tenant_id, currency, kind, owner_id, floor, created_at_ms)
    SELECT NEW.id, NEW.currency, 'customer_deposit', 0, NULL, NEW.created_at_ms
    UNION ALL SELECT NEW.id, NEW.currency, 'provider_prefund', provider.id, 0, NEW.created_at_ms FROM provider;
END;

-- A tenant's own account at a provider: where its server is, and the credentials, sealed with a key that the database does not have.
CREATE TABLE provider_account (
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  -- Raised by every change, so that an order that was prepared with the former one is not sent.
  version INTEGER NOT NULL CHECK (version >= 1),
  base_url TEXT NOT NULL CHECK (length(base_url) BETWEEN 1 AND 200),
  sealed TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, provider_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER provider_account_version_rises BEFORE UPDATE ON provider_account
BEGIN
  SELECT RAISE(ABORT, 'provider_account_version_must_rise')
  WHERE NEW.version <= OLD.version OR (NEW.tenant_id, NEW.provider_id) IS NOT (OLD.tenant_id, OLD.provider_id);
END;

CREATE TRIGGER provider_account_stays BEFORE DELETE ON provider_account BEGIN SELECT RAISE(ABORT, 'provider_account_immutable'); END;

-- Another system that asks for orders by signed requests and pays for them later.
CREATE TABLE integrator (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  api_key TEXT NOT NULL CONSTRAINT integrator_api_key UNIQUE CHECK (length(api_key) IN (32, 64)),
  -- Raised by every change of keys or state, so that a request that was checked with the former ones is refused.
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  -- The key that it signs with; it must be read again, so it is sealed and not hashed.
  sealed TEXT NOT NULL,
  credit_limit INTEGER NOT NULL CHECK (credit_limit BETWEEN 0 AND 9007199254740991),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  UNIQUE (tenant_id, id),
  UNIQUE (tenant_id, name)
) STRICT;
CREATE TRIGGER integrator_gets_an_account AFTER INSERT ON integrator
BEGIN
  INSERT INTO account (tenant_id, currency, kind, owner_id, floor, created_at_ms)
    SELECT id, currency, 'integrator_receivable', NEW.id, NULL, NEW.created_at_ms FROM tenant WHERE id = NEW.tenant_id;
END;
CREATE TRIGGER integrator_version_rises BEFORE UPDATE ON integrator
BEGIN
  SELECT RAISE(ABORT, 'integrator_identity_immutable')
  WHERE (NEW.id, NEW.tenant_id, NEW.created_at_ms) IS NOT (OLD.id, OLD.tenant_id, OLD.created_at_ms);
  SELECT RAISE(ABORT, 'integrator_version_must_rise')
  WHERE (NEW.api_key, NEW.sealed, NEW.active) IS NOT (OLD.api_key, OLD.sealed, OLD.active) AND NEW.version <= OLD.version;
END;
CREATE TRIGGER integrator_stays BEFORE DELETE ON integrator BEGIN SELECT RAISE(ABORT, 'integrator_immutable'); END;

-- Nobody is lent more than its limit. A limit may be lowered below what is owed already: then nothing more is lent.
CREATE TRIGGER integrator_stays_in_its_credit BEFORE UPDATE OF posted ON account
WHEN NEW.kind = 'integrator_receivable' AND NEW.posted > OLD.posted
BEGIN
  SELECT RAISE(ABORT, 'credit_limit_reached;' || max(credit_limit - OLD.posted, 0)) FROM integrator
  WHERE id = NEW.owner_id AND NEW.posted > credit_limit;
END;

-- The nonces an integrator has used; a request is good once. They are forgotten when their window is over.
CREATE TABLE integrator_nonce (
  integrator_id INTEGER NOT NULL REFERENCES integrator (id),
  nonce_ms INTEGER NOT NULL,
  PRIMARY KEY (integrator_id, nonce_ms)
) STRICT, WITHOUT ROWID;
CREATE INDEX integrator_nonce_by_time ON integrator_nonce (nonce_ms);

-- A service paid for a customer: who asked, for which number, how much. It is paid in cash at a session or owed by an integrator.
CREATE TABLE service_payment (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  operation_id TEXT NOT NULL UNIQUE,
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  service_id INTEGER NOT NULL,
  number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 20),
  amount INTEGER NOT NULL CHECK (amount > 0),
  branch_id INTEGER NOT NULL,
  receipt_number INTEGER NOT NULL CHECK (receipt_number >= 1),
  cash_session_id INTEGER,
  integrator_id INTEGER,
  -- The day of the branch's clock.
  local_day INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  UNIQUE (tenant_id, branch_id, receipt_number),
  FOREIGN KEY (tenant_id, operation_id) REFERENCES operation (tenant_id, id),
  FOREIGN KEY (tenant_id, branch_id) REFERENCES branch (tenant_id, id),
  FOREIGN KEY (tenant_id, cash_session_id) REFERENCES cash_session (tenant_id, id),
  FOREIGN KEY (tenant_id, integrator_id) REFERENCES integrator (tenant_id, id),
  CONSTRAINT service_payment_payer CHECK ((cash_session_id IS NULL) <> (integrator_id IS NULL))
) STRICT;
CREATE INDEX service_payment_by_time ON service_payment (tenant_id, id);

-- What is on its way to a provider, and what has become of it. Only a clear answer, or a person with evidence, ends it.
CREATE TABLE provider_order (
  operation_id TEXT PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  -- Whose server it was sent to: the sandbox, the deployment's, the tenant's own account.
  target TEXT NOT NULL CHECK (target IN ('sandbox', 'deployment', 'account')),
  state TEXT NOT NULL CHECK (state IN ('submitted', 'pending', 'unknown', 'delivered', 'refused')),
  hold_transfer_id INTEGER NOT NULL UNIQUE,
  -- The provider's own id of it, where it told one.
  reference TEXT CHECK (length(reference) BETWEEN 1 AND 200),
  -- Why it was refused.
  refusal TEXT,
  -- What the provider said, or a person's evidence.
  evidence TEXT NOT NULL DEFAULT '' CHECK (length(evidence) <= 500),
  attempts INTEGER NOT NULL DEFAULT 0,
  -- When somebody should look again; NULL where only a person can.
  next_attempt_at_ms INTEGER,
  -- Whoever works on it does so until then; one at a time.
  lease_until_ms INTEGER NOT NULL,
  settled_at_ms INTEGER,
  settled_by_user_id INTEGER,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  FOREIGN KEY (tenant_id, operation_id) REFERENCES operation (tenant_id, id),
  FOREIGN KEY (tenant_id, hold_transfer_id) REFERENCES transfer (tenant_id, id),
  FOREIGN KEY (tenant_id, settled_by_user_id) REFERENCES user_account (tenant_id, id),
  CONSTRAINT provider_order_settled CHECK ((state IN ('delivered', 'refused')) = (settled_at_ms IS NOT NULL)),
  CONSTRAINT provider_order_refusal CHECK (refusal IS NULL OR state = 'refused')
) STRICT;
CREATE INDEX provider_order_by_attempt ON provider_order (next_attempt_at_ms) WHERE next_attempt_at_ms IS NOT NULL;
CREATE INDEX provider_order_open ON provider_order (tenant_id, created_at_ms) WHERE state IN ('submitted', 'pending', 'unknown');

CREATE TRIGGER provider_order_starts_submitted BEFORE INSERT ON provider_order
BEGIN
  SELECT RAISE(ABORT, 'provider_order_starts_submitted') WHERE NEW.state <> 'submitted';
  SELECT RAISE(ABORT, 'provider_order_without_its_hold')
  WHERE NOT EXISTS (SELECT 1 FROM transfer
    WHERE id = NEW.hold_transfer_id AND kind = 'held' AND tenant_id = NEW.tenant_id AND operation_id = NEW.operation_id);
END;
CREATE TRIGGER provider_order_is_settled_once BEFORE UPDATE ON provider_order
BEGIN
  SELECT RAISE(ABORT, 'provider_order_immutable')
  WHERE (NEW.operation_id, NEW.tenant_id, NEW.provider_id, NEW.target, NEW.hold_transfer_id, NEW.created_at_ms)
    IS NOT (OLD.operation_id, OLD.tenant_id, OLD.provider_id, OLD.target, OLD.hold_transfer_id, OLD.created_at_ms);
  SELECT RAISE(ABORT, 'payment_already_resolved') WHERE OLD.state IN ('delivered', 'refused');
  SELECT RAISE(ABORT, 'provider_order_state_transition')
  WHERE NEW.state IS NOT OLD.state AND (OLD.state || '>' || NEW.state) NOT IN
    ('submitted>pending', 'submitted>unknown', 'submitted>delivered', 'submitted>refused', 'pending>unknown', 'pending>delivered',
     'pending>refused', 'unknown>delivered', 'unknown>refused');
END;
CREATE TRIGGER provider_order_stays BEFORE DELETE ON provider_order BEGIN SELECT RAISE(ABORT, 'provider_order_immutable'); END;

-- Cash that has to be given back to a customer, until it is.
CREATE TABLE refund_due (
  operation_id TEXT PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  since_ms INTEGER NOT NULL,
  FOREIGN KEY (tenant_id, operation_id) REFERENCES operation (tenant_id, id)
) STRICT;
CREATE INDEX refund_due_by_time ON refund_due (tenant_id, since_ms);

CREATE TABLE service_refund (
  operation_id TEXT PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  -- The payment that was not delivered.
  refunds_operation_id TEXT NOT NULL UNIQUE,
  cash_session_id INTEGER NOT NULL,
  user_id INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  created_at_ms INTEGER NOT NULL,
  FOREIGN KEY (tenant_id, operation_id) REFERENCES operation (tenant_id, id),
  FOREIGN KEY (tenant_id, refunds_operation_id) REFERENCES operation (tenant_id, id),
  FOREIGN KEY (tenant_id, cash_session_id) REFERENCES cash_session (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id)
) STRICT;

-- All of a payment's first step at once: the money is taken in, the prefund holds what it will cost.
CREATE TRIGGER service_payment_is_paid_in AFTER INSERT ON service_payment
BEGIN
  SELECT RAISE(ABORT, 'service_payment_branch_mismatch')
  WHERE NEW.cash_session_id IS NOT NULL AND NEW.branch_id IS NOT (
    SELECT cash_register.branch_id FROM cash_session JOIN cash_register ON cash_register.id = cash_session.register_id
    WHERE cash_session.id = NEW.cash_session_id AND cash_session.closed_at_ms IS NULL);
  INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, cash_session_id, created_at_ms)
    SELECT NEW.tenant_id, NEW.operation_id, 'posted', deposit.currency, deposit.id, payer.id, NEW.amount, NEW.cash_session_id, NEW.created_at_ms
    FROM account AS deposit
    JOIN account AS payer ON payer.tenant_id = NEW.tenant_id AND payer.currency = deposit.currency
      AND payer.kind = iif(NEW.integrator_id IS NULL, 'register_cash', 'integrator_receivable')
      AND payer.owner_id = coalesce(NEW.integrator_id, (SELECT register_id FROM cash_session WHERE id = NEW.cash_session_id))
    WHERE deposit.tenant_id = NEW.tenant_id AND deposit.kind = 'customer_deposit' AND deposit.owner_id = 0;
  SELECT RAISE(ABORT, 'service_payment_moved_nothing') WHERE changes() <> 1;
  INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, created_at_ms)
    SELECT NEW.tenant_id, NEW.operation_id, 'held', prefund.currency, prefund.id, deposit.id, NEW.amount, NEW.created_at_ms
    FROM account AS prefund
    JOIN account AS deposit ON deposit.tenant_id = NEW.tenant_id AND deposit.currency = prefund.currency
      AND deposit.kind = 'customer_deposit' AND deposit.owner_id = 0
    WHERE prefund.tenant_id = NEW.tenant_id AND prefund.kind = 'provider_prefund' AND prefund.owner_id = NEW.provider_id;
  SELECT RAISE(ABORT, 'service_payment_held_nothing') WHERE changes() <> 1;
END;
CREATE TRIGGER service_payment_stays_as_it_is BEFORE UPDATE ON service_payment BEGIN SELECT RAISE(ABORT, 'service_payment_immutable'); END;
CREATE TRIGGER service_payment_stays BEFORE DELETE ON service_payment BEGIN SELECT RAISE(ABORT, 'service_payment_immutable'); END;

-- The second step, once: delivered, the prefund pays for it; refused, the hold is let go, an integrator owes nothing and a customer's cash is
-- to be given back.
CREATE TRIGGER provider_order_moves_its_money AFTER UPDATE OF state ON provider_order WHEN NEW.state IS NOT OLD.state
BEGIN
  UPDATE operation SET state = CASE NEW.state WHEN 'delivered' THEN 'succeeded' WHEN 'refused' THEN 'failed' WHEN 'unknown' THEN 'unknown' ELSE state END,
    updated_at_ms = NEW.updated_at_ms
  WHERE id = NEW.operation_id;
  INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, resolves_transfer_id, created_at_ms)
    SELECT tenant_id, operation_id, iif(NEW.state = 'delivered', 'post', 'void'), currency, from_account_id, to_account_id, amount, id, NEW.settled_at_ms
    FROM transfer WHERE id = NEW.hold_transfer_id AND NEW.settled_at_ms IS NOT NULL;
  INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, reverses_transfer_id, created_at_ms)
    SELECT paid.tenant_id, paid.operation_id, 'posted', paid.currency, paid.to_account_id, paid.from_account_id, paid.amount, paid.id, NEW.settled_at_ms
    FROM transfer AS paid JOIN account ON account.id = paid.to_account_id AND account.kind = 'integrator_receivable'
    WHERE paid.tenant_id = NEW.tenant_id AND paid.operation_id = NEW.operation_id AND paid.kind = 'posted' AND NEW.state = 'refused';
  INSERT INTO refund_due (operation_id, tenant_id, amount, since_ms)
    SELECT operation_id, tenant_id, amount, NEW.settled_at_ms FROM service_payment
    WHERE operation_id = NEW.operation_id AND cash_session_id IS NOT NULL AND NEW.state = 'refused';
END;

CREATE TRIGGER service_refund_is_paid_out AFTER INSERT ON service_refund
BEGIN
  SELECT RAISE(ABORT, 'refund_not_due')
  WHERE NOT EXISTS (SELECT 1 FROM refund_due
    WHERE operation_id = NEW.refunds_operation_id AND tenant_id = NEW.tenant_id AND amount = NEW.amount);
  INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, cash_session_id, created_at_ms)
    SELECT NEW.tenant_id, NEW.operation_id, 'posted', drawer.currency, drawer.id, deposit.id, NEW.amount, NEW.cash_session_id, NEW.created_at_ms
    FROM cash_session
    JOIN account AS drawer ON drawer.tenant_id = cash_session.tenant_id AND drawer.kind = 'register_cash' AND drawer.owner_id = cash_session.register_id
    JOIN account AS deposit ON deposit.tenant_id = drawer.tenant_id AND deposit.currency = drawer.currency
      AND deposit.kind = 'customer_deposit' AND deposit.owner_id = 0
    WHERE cash_session.tenant_id = NEW.tenant_id AND cash_session.id = NEW.cash_session_id AND cash_session.closed_at_ms IS NULL;
  SELECT RAISE(ABORT, 'service_refund_moved_nothing') WHERE changes() <> 1;
  DELETE FROM refund_due WHERE operation_id = NEW.refunds_operation_id;
END;
CREATE TRIGGER service_refund_stays_as_it_is BEFORE UPDATE ON service_refund BEGIN SELECT RAISE(ABORT, 'service_refund_immutable'); END;
CREATE TRIGGER service_refund_stays BEFORE DELETE ON service_refund BEGIN SELECT RAISE(ABORT, 'service_refund_immutable'); END;
CREATE TRIGGER refund_due_begins_with_a_refusal BEFORE INSERT ON refund_due
BEGIN
  SELECT RAISE(ABORT, 'refund_not_due')
  WHERE NOT EXISTS (SELECT 1 FROM service_payment JOIN provider_order ON provider_order.operation_id = service_payment.operation_id
      WHERE service_payment.operation_id = NEW.operation_id AND service_payment.tenant_id = NEW.tenant_id
        AND service_payment.amount = NEW.amount AND service_payment.cash_session_id IS NOT NULL AND provider_order.state = 'refused')
    OR EXISTS (SELECT 1 FROM service_refund WHERE refunds_operation_id = NEW.operation_id);
END;
CREATE TRIGGER refund_due_ends_with_its_refund BEFORE DELETE ON refund_due
BEGIN
  SELECT RAISE(ABORT, 'refund_due_immutable') WHERE NOT EXISTS (SELECT 1 FROM service_refund WHERE refunds_operation_id = OLD.operation_id);
END;
CREATE TRIGGER refund_due_stays_as_it_is BEFORE UPDATE ON refund_due BEGIN SELECT RAISE(ABORT, 'refund_due_immutable'); END;

-- One request to a provider, as it was sent, and what came back; secrets are masked. It is stored before it is sent.
CREATE TABLE provider_call (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  -- The order it is about; none for a question.
  operation_id TEXT,
  number INTEGER CHECK (number >= 1),
  sent TEXT NOT NULL,
  sent_at_ms INTEGER NOT NULL,
  answered TEXT,
  answered_at_ms INTEGER,
  UNIQUE (operation_id, number),
  FOREIGN KEY (tenant_id, operation_id) REFERENCES operation (tenant_id, id),
  CONSTRAINT provider_call_answered CHECK ((answered IS NULL) = (answered_at_ms IS NULL)),
  CONSTRAINT provider_call_numbered CHECK ((operation_id IS NULL) = (number IS NULL))
) STRICT;
CREATE TRIGGER provider_call_is_answered_once BEFORE UPDATE ON provider_call
BEGIN
  SELECT RAISE(ABORT, 'provider_call_immutable')
  WHERE OLD.answered IS NOT NULL
    OR (NEW.id, NEW.tenant_id, NEW.provider_id, NEW.operation_id, NEW.number, NEW.sent, NEW.sent_at_ms)
      IS NOT (OLD.id, OLD.tenant_id, OLD.provider_id, OLD.operation_id, OLD.number, OLD.sent, OLD.sent_at_ms);
END;
CREATE TRIGGER provider_call_stays BEFORE DELETE ON provider_call BEGIN SELECT RAISE(ABORT, 'provider_call_immutable'); END;

-- What the sandbox remembers: what it did, and what it was asked. It is a fake provider's own book and no part of the ledger.
CREATE TABLE sandbox_memory (
  key TEXT PRIMARY KEY CHECK (length(key) <= 200),
  count INTEGER NOT NULL CHECK (count >= 1)
) STRICT, WITHOUT ROWID;
