-- Loyalty wallets whose points are kept by an upstream service: orders that move nothing here, the wallets' and collaborators' ids there.

PRAGMA defer_foreign_keys = ON;

INSERT INTO schema_migration (number, name) VALUES (11, '0011_loyalty_upstream');

-- A provider may keep none of the tenant's money.
ALTER TABLE provider ADD COLUMN has_funds INTEGER NOT NULL DEFAULT 1 CHECK (has_funds IN (0, 1));
INSERT INTO provider (id, name, has_funds) VALUES (3, 'smsmasivos', 0);
DROP TRIGGER tenant_gets_provider_accounts;
CREATE TRIGGER tenant_gets_provider_accounts AFTER INSERT ON tenant
BEGIN
  INSERT INTO account (tenant_id, currency, kind, owner_id, floor, created_at_ms)
    SELECT NEW.id, NEW.currency, 'customer_deposit', 0, NULL, NEW.created_at_ms
    UNION ALL SELECT NEW.id, NEW.currency, 'provider_prefund', provider.id, 0, NEW.created_at_ms FROM provider
      WHERE has_wallets = 0 AND has_funds = 1;
END;

-- What the service calls the wallet; NULL where its points are kept here.
ALTER TABLE loyalty_wallet ADD COLUMN upstream_key TEXT CHECK (length(upstream_key) BETWEEN 1 AND 100);

-- Points that are kept in one place do not become points of another.
CREATE TRIGGER loyalty_wallet_keeps_its_points BEFORE UPDATE OF upstream_key ON loyalty_wallet
WHEN (NEW.upstream_key IS NULL) <> (OLD.upstream_key IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'loyalty_wallet_in_use')
  WHERE EXISTS (SELECT 1 FROM loyalty_contact WHERE wallet_id = NEW.id) OR EXISTS (SELECT 1 FROM loyalty_order WHERE wallet_id = NEW.id);
END;

-- What the service calls a collaborator.
CREATE TABLE upstream_collaborator (
  user_id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  upstream_id INTEGER NOT NULL CHECK (upstream_id >= 1),
  updated_at_ms INTEGER NOT NULL,
  FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id)
) STRICT;
CREATE INDEX upstream_collaborator_of_tenant ON upstream_collaborator (tenant_id, user_id);

-- What somebody asked for that the service does; its fate is its operation's (`provider_order`).
CREATE TABLE loyalty_order (
  operation_id TEXT PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  wallet_id INTEGER NOT NULL,
  -- What the service called the wallet when it was asked.
  upstream_key TEXT NOT NULL CHECK (length(upstream_key) BETWEEN 1 AND 100),
  kind TEXT NOT NULL CHECK (kind IN ('contact', 'earning', 'redemption', 'addition', 'removal')),
  phone TEXT NOT NULL CHECK (length(phone) = 10),
  -- The contact's name, of one that is added.
  name TEXT CHECK (length(name) BETWEEN 1 AND 100),
  -- Points in hundredths; of an earning, what the sale came to in minor units.
  amount INTEGER CHECK (amount BETWEEN 1 AND 9007199254740991),
  ticket TEXT CHECK (length(ticket) BETWEEN 1 AND 100),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 200),
  user_id INTEGER NOT NULL,
  authorised_by_user_id INTEGER,
  -- When it was about to be sent; NULL of one that never was.
  sent_at_ms INTEGER,
  -- Whether the service showed such a contact before it was sent, and with how many points; and afterwards. NULL where it did not say.
  had_contact INTEGER CHECK (had_contact IN (0, 1)),
  balance_before INTEGER CHECK (balance_before BETWEEN 0 AND 9007199254740991),
  has_contact INTEGER CHECK (has_contact IN (0, 1)),
  balance_after INTEGER CHECK (balance_after BETWEEN 0 AND 9007199254740991),
  created_at_ms INTEGER NOT NULL,
  FOREIGN KEY (tenant_id, operation_id) REFERENCES operation (tenant_id, id),
  FOREIGN KEY (tenant_id, wallet_id) REFERENCES loyalty_wallet (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES user_account (tenant_id, id),
  FOREIGN KEY (tenant_id, authorised_by_user_id) REFERENCES user_account (tenant_id, id),
  CONSTRAINT loyalty_order_amount CHECK ((kind = 'contact') = (amount IS NULL) AND (kind = 'contact') = (name IS NOT NULL)),
  CONSTRAINT loyalty_order_balances CHECK ((had_contact IS NULL OR sent_at_ms IS NOT NULL) AND (had_contact IS 1) = (balance_before IS NOT NULL) AND (has_contact IS 1) = (balance_after IS NOT NULL))
) STRICT;
CREATE INDEX loyalty_order_by_time ON loyalty_order (tenant_id, created_at_ms);
CREATE INDEX loyalty_order_of_wallet ON loyalty_order (wallet_id);
-- What was ordered stays; what the service shows before it is sent is told once, and so is what it shows afterwards.
CREATE TRIGGER loyalty_order_stays_as_it_is BEFORE UPDATE ON loyalty_order
BEGIN
  SELECT RAISE(ABORT, 'loyalty_order_immutable')
  WHERE (NEW.operation_id, NEW.tenant_id, NEW.wallet_id, NEW.upstream_key, NEW.kind, NEW.phone, NEW.name, NEW.amount, NEW.ticket, NEW.reason,
      NEW.user_id, NEW.authorised_by_user_id, NEW.created_at_ms)
    IS NOT (OLD.operation_id, OLD.tenant_id, OLD.wallet_id, OLD.upstream_key, OLD.kind, OLD.phone, OLD.name, OLD.amount, OLD.ticket, OLD.reason,
      OLD.user_id, OLD.authorised_by_user_id, OLD.created_at_ms)
    OR (OLD.sent_at_ms IS NOT NULL AND (NEW.sent_at_ms, NEW.had_contact, NEW.balance_before) IS NOT (OLD.sent_at_ms, OLD.had_contact, OLD.balance_before))
    OR (OLD.has_contact IS NOT NULL AND (NEW.has_contact, NEW.balance_after) IS NOT (OLD.has_contact, OLD.balance_after));
END;
CREATE TRIGGER loyalty_order_stays BEFORE DELETE ON loyalty_order BEGIN SELECT RAISE(ABORT, 'loyalty_order_immutable'); END;

-- The table is rebuilt, with the same rows, because not every order holds money: one of loyalty points does not.
CREATE TABLE provider_order_before AS SELECT * FROM provider_order;
DROP TABLE provider_order;
CREATE TABLE provider_order (
  operation_id TEXT PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  provider_id INTEGER NOT NULL REFERENCES provider (id),
  -- Whose server it was sent to: the sandbox, the deployment's, the tenant's own account.
  target TEXT NOT NULL CHECK (target IN ('sandbox', 'deployment', 'account')),
  state TEXT NOT NULL CHECK (state IN ('submitted', 'pending', 'unknown', 'delivered', 'refused')),
  -- The money that is held for it; NULL where it costs none.
  hold_transfer_id INTEGER UNIQUE,
  -- The provider's own id of it, where it told one; of an order of points, the balance that it told.
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
INSERT INTO provider_order (operation_id, tenant_id, provider_id, target, state, hold_transfer_id, reference, refusal, evidence, attempts,
    next_attempt_at_ms, lease_until_ms, settled_at_ms, settled_by_user_id, created_at_ms, updated_at_ms)
  SELECT operation_id, tenant_id, provider_id, target, state, hold_transfer_id, reference, refusal, evidence, attempts,
    next_attempt_at_ms, lease_until_ms, settled_at_ms, settled_by_user_id, created_at_ms, updated_at_ms FROM provider_order_before;
DROP TABLE provider_order_before;
CREATE INDEX provider_order_by_attempt ON provider_order (next_attempt_at_ms) WHERE next_attempt_at_ms IS NOT NULL;
CREATE INDEX provider_order_open ON provider_order (tenant_id, created_at_ms) WHERE state IN ('submitted', 'pending', 'unknown');

CREATE TRIGGER provider_order_starts_submitted BEFORE INSERT ON provider_order
BEGIN
  SELECT RAISE(ABORT, 'provider_order_starts_submitted') WHERE NEW.state <> 'submitted';
  SELECT RAISE(ABORT, 'provider_order_without_its_hold')
  WHERE iif(NEW.hold_transfer_id IS NULL,
    NOT EXISTS (SELECT 1 FROM loyalty_order WHERE operation_id = NEW.operation_id AND tenant_id = NEW.tenant_id),
    NOT EXISTS (SELECT 1 FROM transfer
      WHERE id = NEW.hold_transfer_id AND kind = 'held' AND tenant_id = NEW.tenant_id AND operation_id = NEW.operation_id));
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
-- The second step, once: delivered, the prefund pays for it; refused, the hold is let go, an integrator owes nothing and a customer's cash is
-- to be given back. Of an order without money, the operation's state is all.
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
