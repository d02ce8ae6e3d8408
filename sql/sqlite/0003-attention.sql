-- Payments on SQLite, schema version 3: what operators sort and search by.
--
-- amount, currency       the payment's amount, in hundredths, and its ISO 4217 code. Null: not written since this version.
-- merchant_reference     the reference under which Qliro has the order.
-- attention              why a person must act (parked, discrepancy, operation-failed, outcome-unknown); null: nobody must.
-- attention_reason       that in words; attention_at from when on, which may be later than now.
-- at_risk                the money that waits for that person, in hundredths.
-- outbox_since           when the oldest entry of the outbox was first due; null: the outbox is empty.
-- Indexes                 payments_attention serves the console's first list, the most money first.
-- The previous version of the program leaves these columns as they are; each is right again after the payment's next commit.

alter table payments add column amount integer;
alter table payments add column currency text;
alter table payments add column merchant_reference text;
alter table payments add column attention text;
alter table payments add column attention_reason text;
alter table payments add column attention_at integer;
alter table payments add column at_risk integer;
alter table payments add column outbox_since integer;

create index payments_attention on payments (at_risk desc, attention_at) where attention is not null;
create index payments_reference on payments (merchant_reference) where merchant_reference is not null;
create index payments_outbox_since on payments (outbox_since) where outbox_since is not null;

update payments set attention = 'parked', attention_reason = parked_reason, attention_at = updated_at, at_risk = 0
where parked_reason is not null;
