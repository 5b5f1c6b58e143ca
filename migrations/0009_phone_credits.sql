-- Phone credits of Brazil: wallets that pay for them, orders in preview, their completion, and the sessions of clients that ask for them.
-- A completion is a service payment like any other, only that a wallet pays in the place of a prefund.

INSERT INTO schema_migration (number, name) VALUES (9, '0009_phone_credits');

INSERT INTO account_kind (kind, floor) VALUES
  -- The tenant's money at a provider that has wallets.
  ('phone_wallet', 0);
INSERT INTO operation_kind (kind) VALUES ('wallet_funding');

-- A provider has one prefund for each tenant, or wallets.
ALTER TABLE provider ADD COLUMN has_wallets INTEGER NOT NULL DEFAULT 0 CHECK (has_wallets IN (0, 1));
INSERT INTO provider (id, name, has_wallets) VALUES (2, 'bitcapital', 1);
DROP TRIGGER tenant_gets_provider_accounts;
CREATE TRIGGER tenant_gets_provider_accounts AFTER INSERT ON tenant
BEGIN
  INSERT INTO account (tenant_id, currency, kind, owner_id, floor, created_at_ms)
    SELECT NEW.id, NEW.currency, 'customer_deposit', 0, NULL, NEW.created_at_ms
    UNION ALL SELECT NEW.id, NEW.currency, 'provider_prefund', provider.id, 0, NEW.created_at_ms FROM provider WHERE has_wallets = 0;
END;

CREATE TABLE phone_wallet (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  -- What the wire calls it.
  public_id TEXT NOT NULL CONSTRAINT phone_wallet_public_id UNIQUE CHECK (length(public_id) = 36),
  -- Two that differ by case alone would be taken for each other.
  name TEXT NOT NULL COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 80),
  -- What the provider calls it, at the tenant's own account; everywhere else, and without one, its public id.
  provider_wallet_id TEXT CHECK (length(provider_wallet_id) BETWEEN 1 AND 100),
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  UNIQUE (tenant_id, id),
  UNIQUE (tenant_id, name),
  -- Two wallets would count the same money.
  UNIQUE (tenant_id, provider_wallet_id)
) STRICT;
CREATE TRIGGER phone_wallet_gets_an_account AFTER INSERT ON phone_wallet
BEGIN
  INSERT INTO account (tenant_id, currency, kind, owner_id, floor, created_at_ms)
    SELECT id, currency, 'phone_wallet', NEW.id, 0, NEW.created_at_ms FROM tenant WHERE id = NEW.tenant_id;
END;
CREATE TRIGGER phone_wallet_stays_itself BEFORE UPDATE ON phone_wallet
BEGIN
  SELECT RAISE(ABORT, 'phone_wallet_identity_immutable')
  WHERE (NEW.id, NEW.tenant_id, NEW.public_id, NEW.created_at_ms) IS NOT (OLD.id, OLD.tenant_id, OLD.public_id, OLD.created_at_ms);
END;
CREATE TRIGGER phone_wallet_stays BEFORE DELETE ON phone_wallet BEGIN SELECT RAISE(ABORT, 'phone_wallet_immutable'); END;

-- An order in preview: what could be recharged, until when. Nothing is owed for it, and it never changes; what becomes of it stands in its
-- completion.
CREATE TABLE phone_credit_order (
  id TEXT PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenant (id),
  dealer_id INTEGER NOT NULL CHECK (dealer_id BETWEEN 1 AND 999),
  -- Area code and number.
  number TEXT NOT NULL CHECK (length(number) = 11),
  -- Whose server has it, with which account, and what it is called there.
  target TEXT NOT NULL CHECK (target IN ('sandbox', 'deployment', 'account')),
  account_version INTEGER,
  reference TEXT NOT NULL CHECK (length(reference) BETWEEN 1 AND 64),
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL CHECK (expires_at_ms > created_at_ms),
  UNIQUE (tenant_id, id),
  CONSTRAINT phone_credit_order_account CHECK ((target = 'account') = (account_version IS NOT NULL))
) STRICT;
-- One order of the provider's is one of ours: two that shared it would both be settled by one recharge. The deployment's account is everybody's.
CREATE UNIQUE INDEX phone_credit_order_reference ON phone_credit_order (target, iif(target = 'account', tenant_id, 0), reference);
CREATE TRIGGER phone_credit_order_stays_as_it_is BEFORE UPDATE ON phone_credit_order BEGIN SELECT RAISE(ABORT, 'phone_credit_order_immutable'); END;
CREATE TRIGGER phone_credit_order_stays BEFORE DELETE ON phone_credit_order BEGIN SELECT RAISE(ABORT, 'phone_credit_order_immutable'); END;

CREATE TABLE phone_credit_amount (
  order_id TEXT NOT NULL REFERENCES phone_credit_order (id),
  number INTEGER NOT NULL CHECK (number >= 1),
  id TEXT NOT NULL UNIQUE,
  amount INTEGER NOT NULL CHECK (amount > 0),
  -- The provider's own key of it.
  amount_key TEXT NOT NULL CHECK (length(amount_key) <= 200),
  PRIMARY KEY (order_id, number),
  UNIQUE (order_id, amount)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER phone_credit_amount_stays_as_it_is BEFORE UPDATE ON phone_credit_amount BEGIN SELECT RAISE(ABORT, 'phone_credit_order_immutable'); END;
CREATE TRIGGER phone_credit_amount_stays BEFORE DELETE ON phone_credit_amount BEGIN SELECT RAISE(ABORT, 'phone_credit_order_immutable'); END;

-- The one time that an order was completed, or tried to be; its fate is its operation's (`provider_order`).
CREATE TABLE phone_credit_completion (
  order_id TEXT PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  operation_id TEXT NOT NULL UNIQUE,
  wallet_id INTEGER NOT NULL,
  -- What the provider was told that the wallet is called.
  source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 100),
  amount INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  FOREIGN KEY (tenant_id, order_id) REFERENCES phone_credit_order (tenant_id, id),
  FOREIGN KEY (tenant_id, operation_id) REFERENCES operation (tenant_id, id),
  FOREIGN KEY (tenant_id, wallet_id) REFERENCES phone_wallet (tenant_id, id),
  FOREIGN KEY (order_id, amount) REFERENCES phone_credit_amount (order_id, amount)
) STRICT;
CREATE INDEX phone_credit_completion_by_wallet ON phone_credit_completion (wallet_id, created_at_ms);
CREATE TRIGGER phone_credit_completion_is_in_time BEFORE INSERT ON phone_credit_completion
BEGIN
  SELECT RAISE(ABORT, 'order_expired') FROM phone_credit_order WHERE id = NEW.order_id AND expires_at_ms <= NEW.created_at_ms;
  -- Its payment comes after it, and takes the money from its wallet.
  SELECT RAISE(ABORT, 'phone_credit_completion_too_late') WHERE EXISTS (SELECT 1 FROM service_payment WHERE operation_id = NEW.operation_id);
END;
CREATE TRIGGER phone_credit_completion_stays_as_it_is BEFORE UPDATE ON phone_credit_completion
BEGIN
  SELECT RAISE(ABORT, 'phone_credit_completion_immutable');
END;
CREATE TRIGGER phone_credit_completion_stays BEFORE DELETE ON phone_credit_completion
BEGIN
  SELECT RAISE(ABORT, 'phone_credit_completion_immutable');
END;

-- All of a payment's first step at once: the money is taken in, the prefund or the wallet holds what it will cost. A client of phone credits
-- pays with the wallet alone: nothing is taken in, and what the wallet pays leaves the house.
DROP TRIGGER service_payment_is_paid_in;
CREATE TRIGGER service_payment_is_paid_in AFTER INSERT ON service_payment
BEGIN
  SELECT RAISE(ABORT, 'service_payment_branch_mismatch')
  WHERE NEW.cash_session_id IS NOT NULL AND NEW.branch_id IS NOT (
    SELECT cash_register.branch_id FROM cash_session JOIN cash_register ON cash_register.id = cash_session.register_id
    WHERE cash_session.id = NEW.cash_session_id AND cash_session.closed_at_ms IS NULL);
  SELECT RAISE(ABORT, 'phone_credit_completion_mismatch')
  WHERE EXISTS (SELECT 1 FROM provider WHERE id = NEW.provider_id AND has_wallets = 1) AND NOT EXISTS (
    SELECT 1 FROM phone_credit_completion AS completion JOIN phone_credit_order AS preview ON preview.id = completion.order_id
    WHERE completion.operation_id = NEW.operation_id AND completion.tenant_id = NEW.tenant_id AND completion.amount = NEW.amount
      AND preview.dealer_id = NEW.service_id AND preview.number = NEW.number);
  SELECT RAISE(ABORT, 'phone_credit_completion_mismatch')
  WHERE EXISTS (SELECT 1 FROM provider WHERE id = NEW.provider_id AND has_wallets = 0)
    AND EXISTS (SELECT 1 FROM phone_credit_completion WHERE operation_id = NEW.operation_id);
  INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, cash_session_id, created_at_ms)
    SELECT NEW.tenant_id, NEW.operation_id, 'posted', deposit.currency, deposit.id, payer.id, NEW.amount, NEW.cash_session_id, NEW.created_at_ms
    FROM account AS deposit
    JOIN account AS payer ON payer.tenant_id = NEW.tenant_id AND payer.currency = deposit.currency
      AND payer.kind = iif(NEW.integrator_id IS NULL, 'register_cash', 'integrator_receivable')
      AND payer.owner_id = coalesce(NEW.integrator_id, (SELECT register_id FROM cash_session WHERE id = NEW.cash_session_id))
    WHERE deposit.tenant_id = NEW.tenant_id AND deposit.kind = 'customer_deposit' AND deposit.owner_id = 0
      AND NOT (NEW.integrator_id IS NOT NULL AND EXISTS (SELECT 1 FROM phone_credit_completion WHERE operation_id = NEW.operation_id));
  SELECT RAISE(ABORT, 'service_payment_moved_nothing')
  WHERE changes() <> 1 AND NOT (NEW.integrator_id IS NOT NULL
    AND EXISTS (SELECT 1 FROM phone_credit_completion WHERE operation_id = NEW.operation_id));
  INSERT INTO transfer (tenant_id, operation_id, kind, currency, from_account_id, to_account_id, amount, created_at_ms)
    SELECT NEW.tenant_id, NEW.operation_id, 'held', source.currency, source.id, target.id, NEW.amount, NEW.created_at_ms
    FROM (SELECT (SELECT wallet_id FROM phone_credit_completion WHERE operation_id = NEW.operation_id) AS wallet_id) AS completion
    JOIN account AS source ON source.tenant_id = NEW.tenant_id
      AND source.kind = iif(completion.wallet_id IS NULL, 'provider_prefund', 'phone_wallet')
      AND source.owner_id = coalesce(completion.wallet_id, NEW.provider_id)
    JOIN account AS target ON target.tenant_id = NEW.tenant_id AND target.currency = source.currency
      AND target.kind = iif(completion.wallet_id IS NOT NULL AND NEW.integrator_id IS NOT NULL, 'outside', 'customer_deposit')
      AND target.owner_id = 0;
  SELECT RAISE(ABORT, 'service_payment_held_nothing') WHERE changes() <> 1;
END;

-- The sessions of clients in which no user has logged in; those with a user are log-ins like any other.
CREATE TABLE client_session (
  id TEXT PRIMARY KEY,
  tenant_id INTEGER NOT NULL,
  integrator_id INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  revoked_at_ms INTEGER,
  FOREIGN KEY (tenant_id, integrator_id) REFERENCES integrator (tenant_id, id)
) STRICT;
CREATE INDEX client_session_by_expiry ON client_session (expires_at_ms);

-- The signatures that clients have used; a signed request is good once. They are forgotten when their window is over.
CREATE TABLE client_signature (
  integrator_id INTEGER NOT NULL REFERENCES integrator (id),
  signature TEXT NOT NULL CHECK (length(signature) = 64),
  used_at_ms INTEGER NOT NULL,
  PRIMARY KEY (integrator_id, signature)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_signature_by_time ON client_signature (used_at_ms);
