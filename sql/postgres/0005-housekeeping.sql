-- Payments on PostgreSQL, schema version 5: payment_housekeeping (payments.sql) keeps the partitions and nothing else.
--
-- Old repeats and ended leases are deleted by the program, outside its transaction, whose locks every commit waits for.
-- The previous version of the program deletes neither; both grow slowly, and only while it runs.

select 1;
