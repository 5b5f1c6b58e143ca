-- The day a coupon was cancelled, by its branch's clock as it was then: what was answered once is answered again.

INSERT INTO schema_migration (number, name) VALUES (7, '0007_cancellation_day');

ALTER TABLE coupon_cancellation ADD COLUMN local_day INTEGER;
DROP TRIGGER coupon_cancellation_stays_as_it_is;
UPDATE coupon_cancellation SET local_day = (SELECT (coupon_cancellation.created_at_ms + branch.utc_offset_min * 60000) / 86400000
  FROM coupon JOIN branch ON branch.id = coupon.branch_id WHERE coupon.id = coupon_cancellation.coupon_id);
CREATE TRIGGER coupon_cancellation_stays_as_it_is BEFORE UPDATE ON coupon_cancellation BEGIN SELECT RAISE(ABORT, 'coupon_immutable'); END;
CREATE TRIGGER coupon_cancellation_has_a_day BEFORE INSERT ON coupon_cancellation
BEGIN
  SELECT RAISE(ABORT, 'coupon_cancellation_day') WHERE NEW.local_day IS NULL;
END;
