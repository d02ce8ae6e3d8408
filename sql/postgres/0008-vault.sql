-- Payments on PostgreSQL, schema version 8: keys of payments, and signed timelines.
--
-- data_key               the payment's own key for its personal data, wrapped by one of Adapter:DataKeys: 1., the id of the
--                        wrapping key (8 hex digits), and the sealed key. Null: it has none. Destroyed when the person is
--                        erased. Replaced, with nothing else of the row, when data keys are rotated.
-- chain                  the signed head of the payment's timeline; null: never signed.
-- signature              of a counted repeat; null: counted without timeline keys, or by an older version.
-- Indexes                payments_data_keys serves the rotation, and the counts by wrapping key.
-- The previous version of the program commits through the function that it knows, which leaves the columns as they are. It
-- does not know Adapter:DataKeys and Adapter:TimelineKeys and does not start with them, so they are set when all nodes
-- have this version.

alter table payments
    add column if not exists data_key text,
    add column if not exists chain text;
alter table payment_repeats add column if not exists signature text;

create index if not exists payments_data_keys on payments (substr(data_key, 1, 11), key collate "C")
    where data_key is not null;
