-- Payments on PostgreSQL, schema version 6: what operators sort and search by.
--
-- amount, currency       the payment's amount, in hundredths, and its ISO 4217 code. Null: not written since this version.
-- merchant_reference     the reference under which Qliro has the order.
-- attention              why a person must act (parked, discrepancy, operation-failed, outcome-unknown); null: nobody must.
-- attention_reason       that in words; attention_at from when on, which may be later than now.
-- at_risk                the money that waits for that person, in hundredths.
-- outbox_since           when the oldest entry of the outbox was first due; null: the outbox is empty.
-- Indexes                 payments_attention serves the console's first list, the most money first.
-- The previous version of the program commits through the function that it knows, which keeps attention in step with
-- parked_reason (payments.sql).

alter table payments
    add column if not exists amount bigint,
    add column if not exists currency text,
    add column if not exists merchant_reference text collate "C",
    add column if not exists attention text,
    add column if not exists attention_reason text,
    add column if not exists attention_at timestamptz,
    add column if not exists at_risk bigint,
    add column if not exists outbox_since timestamptz;

create index if not exists payments_attention on payments (at_risk desc, attention_at) where attention is not null;
create index if not exists payments_reference on payments (merchant_reference) where merchant_reference is not null;
create index if not exists payments_outbox_since on payments (outbox_since) where outbox_since is not null;

update payments set attention = 'parked', attention_reason = parked_reason, attention_at = updated_at, at_risk = 0
where parked_reason is not null and attention is null;
