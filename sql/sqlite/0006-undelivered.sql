-- Payments on SQLite, schema version 6: events for shops that were not delivered, and the trace of a row.
--
-- events_since           when the oldest event was first due that the shop's endpoint has not taken; null: none waits.
-- events_given_up        how many of the kept events are not sent any more, and nobody wrote them off; null: none.
-- trace                  the trace id of the turn that wrote the row, 32 hexadecimal digits; null: it was not recorded.
-- Indexes                payments_events serves the console's page of events, the oldest first; payments_events_given_up
--                        their count.
-- The previous version of the program leaves these columns as they are; each is right again after the payment's next commit.

alter table payments add column events_since integer;
alter table payments add column events_given_up integer;
alter table payment_events add column trace text;

create index payments_events on payments (events_since, key) where events_since is not null;
create index payments_events_given_up on payments (updated_at, events_given_up) where events_given_up > 0;
