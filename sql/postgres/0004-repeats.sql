-- Payments on PostgreSQL, schema version 4: callbacks that came again and changed nothing are counted.
--
-- payment_repeats  one row for each payment and each of a few texts (what), which the program chooses from a fixed
--                  list. So a payment that is pushed for ever has a bounded history. A repeat writes this row and
--                  neither the payment nor its payment_events; the first callback, which changed the payment, is in
--                  payment_events as always. Pages are left partly empty, so that a count is raised within its page
--                  and without touching the index.
-- Times            by the nodes' clocks.
-- Deletes          together with the payment, or at any time: then it is counted from 1 again. Housekeeping deletes
--                  those whose last repeat is older than the events that are kept.
-- The previous version of the program ignores the table and writes a row of payment_events for each repeat.

create table payment_repeats (
    key       text        not null collate "C",
    what      text        not null collate "C",
    times     bigint      not null check (times > 0),
    first_at  timestamptz not null,
    last_at   timestamptz not null,
    primary key (key, what)
) with (fillfactor = 70);
