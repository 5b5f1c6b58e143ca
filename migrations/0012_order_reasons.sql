-- What we say ourselves of an order, as a code, apart from what the provider said in its own words.

INSERT INTO schema_migration (number, name) VALUES (12, '0012_order_reasons');

-- A code, or an empty text where we say nothing. NULL where nothing was recorded since there is this column: what was recorded before it may have
-- sentences of ours in `evidence`.
ALTER TABLE provider_order ADD COLUMN reason TEXT CHECK (length(reason) <= 100);
