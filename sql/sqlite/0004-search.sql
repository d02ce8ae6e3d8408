-- Payments on SQLite, schema version 4: holds, and what else operators search by.
--
-- held_reason            who holds the payment's outbox, since when and why, in words; null: nobody does.
-- method                 Qliro's code of the payment method; null: not known.
-- payment_ids            further ids that lead to a payment: Qliro's transactions, idempotency keys, the hash of an e-mail
--                        address (mail: and hex digits). Only added to. Deleted together with its payment.
-- Indexes                payments_held serves the list of holds.
-- The previous version of the program leaves all of it as it is; it is right again after the payment's next commit.

alter table payments add column held_reason text;
alter table payments add column method text;

create index payments_held on payments (updated_at) where held_reason is not null;

create table payment_ids (
    id   text not null,
    key  text not null,
    primary key (id, key)
) without rowid;
create index payment_ids_key on payment_ids (key);
