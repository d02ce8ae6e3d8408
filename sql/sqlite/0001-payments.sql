-- Payments on SQLite, schema version 1.
--
-- Keys     payments.key is merchant/channel/orderId/paymentId, each part URI-escaped (a payment), or
--          merchant/channel/orderId (the creation record of an order; payment_id is then ''). The first write is
--          unique as well: of two writers of a new key, one wins. payment_events is numbered per key from 1 without
--          gaps.
-- Writes   by one process (it holds a lock file beside the database), on one connection, many commits per transaction.
--          A commit moves one row of payments from version n to n+1 and adds its rows of payment_events; both or none.
-- Reads    on any connection, at the same time as the writer (WAL). The sqlite3 shell may read and back up while the
--          program runs.
-- Times    whole milliseconds since 1970-01-01T00:00:00Z, as INTEGER.
-- Texts    document is JSON that the program wrote, and is read by key only; no statement looks inside it.
-- Deletes  a payment without work (due_at null, parked_reason null, owed_calls 0) may be deleted together with its
--          payment_events: it is rebuilt from Norce and Qliro when it is needed again. Old payment_events may be
--          deleted, oldest first, but never the newest row of a key, because its number is the count.
-- Changes  need a new file with the next number, applied in one transaction at start; PRAGMA user_version holds the
--          number. The previous version of the program must be able to run on the result: add columns, and do not
--          rename or remove what that version still uses.
--
-- Written for SQLite 3.35, so that the shell of an older operating system can open it: no STRICT, no ->>, no
-- unixepoch().

create table payments (
    key             text    not null primary key,
    merchant        text    not null,
    channel         text    not null,
    order_id        text    not null,
    payment_id      text    not null,
    qliro_order_id  text,
    state           text    not null,
    version         integer not null check (version > 0),
    due_at          integer,
    parked_reason   text,
    owed_calls      integer not null check (owed_calls >= 0),
    updated_at      integer not null,
    -- The last column, so that the others are read without following a long row's overflow pages.
    document        text    not null
);

-- Due payments, oldest first. Payments without due work are not in it.
create index payments_due on payments (due_at, key) where due_at is not null;

-- Search for one id, which must match exactly.
create index payments_order on payments (order_id);
create index payments_payment on payments (payment_id);
create index payments_qliro_order on payments (qliro_order_id) where qliro_order_id is not null;

-- Operators' lists, newest change first, and the counts by state, which need no row of the table except parked ones.
create index payments_newest on payments (updated_at);
create index payments_state on payments (state, updated_at);
create index payments_parked on payments (state, updated_at) where parked_reason is not null;
create index payments_owing on payments (state, updated_at, owed_calls) where owed_calls > 0;

create table payment_events (
    key      text    not null,
    seq      integer not null check (seq > 0),
    at       integer not null,
    kind     text    not null,
    summary  text    not null,
    primary key (key, seq)
) without rowid;

-- One row, which the readiness probe overwrites to test whether the disk still takes a commit.
create table store_probe (
    id  integer not null primary key check (id = 1),
    at  integer not null
);
