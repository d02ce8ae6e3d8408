-- Payments on SQLite, schema version 2: callbacks that came again and changed nothing are counted.
--
-- payment_repeats  one row for each payment and each of a few texts (what), which the program chooses from a fixed
--                  list. So a payment that is pushed for ever has a bounded history. A repeat writes this row and
--                  neither the payment nor its payment_events; the first callback, which changed the payment, is in
--                  payment_events as always.
-- Deletes          together with the payment, or at any time: then it is counted from 1 again.
-- The previous version of the program ignores the table and writes a row of payment_events for each repeat.

create table payment_repeats (
    key       text    not null,
    what      text    not null,
    times     integer not null check (times > 0),
    first_at  integer not null,
    last_at   integer not null,
    primary key (key, what)
) without rowid;
