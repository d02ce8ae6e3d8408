-- Payments on PostgreSQL, schema version 9: events for shops that were not delivered, and the trace of a row.
--
-- events_since           when the oldest event was first due that the shop's endpoint has not taken; null: none waits.
-- events_given_up        how many of the kept events are not sent any more, and nobody wrote them off; null: none.
-- trace                  the trace id of the turn that wrote the row, 32 hexadecimal digits; null: it was not recorded.
-- Indexes                payments_events serves the console's page of events, the oldest first; payments_events_given_up
--                        their count.
-- The previous version of the program commits through the function that it knows, which clears events_since and
-- events_given_up (payments.sql); each is right again after the payment's next commit by this version.

alter table payments
    add column if not exists events_since timestamptz,
    add column if not exists events_given_up integer;
alter table payment_events add column if not exists trace text;

create index if not exists payments_events on payments (events_since, key) where events_since is not null;
create index if not exists payments_events_given_up on payments (updated_at) include (events_given_up)
    where events_given_up > 0;
