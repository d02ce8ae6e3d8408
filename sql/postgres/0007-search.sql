-- Payments on PostgreSQL, schema version 7: holds, and what else operators search by.
--
-- held_reason            who holds the payment's outbox, since when and why, in words; null: nobody does.
-- method                 Qliro's code of the payment method; null: not known.
-- payment_ids            further ids that lead to a payment: Qliro's transactions, idempotency keys, the hash of an e-mail
--                        address (mail: and hex digits). Only added to. Deleted together with its payment.
-- payment_bodies         redacted bodies of calls to partners, for operators; deleted by age and number. Unlogged: lost in a
--                        crash of the server, and no write-ahead log for it.
-- Indexes                payments_held serves the list of holds.
-- The previous version of the program commits through the function that it knows. It drops a hold from the document, so
-- that function clears held_reason (payments.sql).

alter table payments
    add column if not exists held_reason text,
    add column if not exists method text;

create index if not exists payments_held on payments (updated_at) where held_reason is not null;

create table if not exists payment_ids (
    id   text collate "C" not null,
    key  text collate "C" not null,
    primary key (id, key)
);
create index if not exists payment_ids_key on payment_ids (key);

create unlogged table if not exists payment_bodies (
    id         bigint generated always as identity primary key,
    key        text collate "C" not null,
    at         timestamptz not null,
    partner    text not null,
    operation  text not null,
    status     integer,
    request    text not null,
    answer     text not null
);
create index if not exists payment_bodies_key on payment_bodies (key, id);
create index if not exists payment_bodies_at on payment_bodies (at);
