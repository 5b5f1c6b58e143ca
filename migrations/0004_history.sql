-- The history of a tenant: found by amount, and why float was bought.

INSERT INTO schema_migration (number, name) VALUES (4, '0004_history');

CREATE INDEX operation_by_amount ON operation (tenant_id, amount, created_at_ms, id);

-- Why a person bought the float; NULL where nobody said so. (The operation's description has the words of the documented reports.)
ALTER TABLE injection ADD COLUMN reason TEXT CHECK (length(reason) BETWEEN 1 AND 200);
