-- Payments on PostgreSQL, schema version 1: the tables. The functions that read and write them are in payments.sql.
--
-- Keys     payments.key is merchant/channel/orderId/paymentId, each part URI-escaped (a payment), or
--          merchant/channel/orderId (the creation record of an order; payment_id is then ''). The first write is
--          unique as well: of two writers of a new key, one wins. payment_events is numbered per key from 1 without
--          gaps; payments.last_event holds the count, so that old events may be dropped.
-- Writes   by any number of nodes, only through the functions of payments.sql (and by the move from SQLite, while no
--          node has the database open). A commit moves one row of payments from version n to n+1 and adds its rows of
--          payment_events, in one statement; both or none.
-- Times    timestamptz, to the microsecond. Those of payments and payment_events.at are by the nodes' clocks. The
--          server's clock decides only which node is alive and to which month an event belongs.
-- Texts    document is JSON that the program wrote, and is read by key only. It is text and not jsonb, so that it is
--          read exactly as it was written.
-- Deletes  a payment without work (due_at null, parked_reason null, owed_calls 0) may be deleted completely: it is
--          rebuilt from Norce and Qliro when it is needed again. Whole months of events may be dropped at any time.
-- Unlogged are the tables that only keep nodes apart. They are empty after a crash of the server, which loses nothing,
--          because every commit is fenced by its version whatever these tables hold. Because they are unlogged, a turn
--          waits for the disk only at its commit, and not for its claim as well.
-- Changes  need a new file with the next number, applied in one transaction at start, with payments.sql after it;
--          payment_schema holds the number. The previous version of the program must be able to run on the result: add
--          columns, and do not rename or remove what that version still uses.

create table payments (
    key             text        not null collate "C" primary key,
    merchant        text        not null,
    channel         text        not null,
    order_id        text        not null collate "C",
    payment_id      text        not null collate "C",
    qliro_order_id  text        collate "C",
    state           text        not null collate "C",
    version         bigint      not null check (version > 0),
    due_at          timestamptz,
    parked_reason   text,
    owed_calls      integer     not null check (owed_calls >= 0),
    updated_at      timestamptz not null,
    last_event      bigint      not null check (last_event >= 0),
    -- The commit that wrote this version, so that its repeat after a lost answer is recognised. Null: never repeated.
    commit_id       text,
    document        text        not null
);

-- Due payments, oldest first. Payments without due work are not in it.
create index payments_due on payments (due_at, key) where due_at is not null;

-- Search for one id, which must match exactly.
create index payments_order on payments (order_id);
create index payments_payment on payments (payment_id);
create index payments_qliro_order on payments (qliro_order_id) where qliro_order_id is not null;

-- Operators' lists, newest change first, and the counts by state.
create index payments_newest on payments (updated_at);
create index payments_state on payments (state, updated_at);
create index payments_parked on payments (state, updated_at) where parked_reason is not null;
create index payments_owing on payments (state, updated_at) include (owed_calls) where owed_calls > 0;

-- Partitioned by the month in which an event was written, so that dropping a month costs the same however many events
-- it holds. Partitions are created ahead of time; the default partition takes events that have none.
create table payment_events (
    key       text        not null collate "C",
    seq       bigint      not null check (seq > 0),
    at        timestamptz not null,
    kind      text        not null,
    summary   text        not null,
    filed_at  timestamptz not null,
    primary key (key, seq, filed_at)
) partition by range (filed_at);

create table payment_events_default partition of payment_events default;

-- One row, which the readiness probe overwrites to test whether the disk still takes a commit.
create table payment_probe (
    id  integer     not null primary key check (id = 1),
    at  timestamptz not null
);

-- Numbers the nodes; a process gets a new number at each start.
create sequence payment_node_numbers;

-- The running nodes: a node that has sent no heartbeat for a while is dead (payment_node_is_alive).
create unlogged table payment_nodes (
    node     bigint      not null primary key,
    name     text        not null,
    beat_at  timestamptz not null
);

-- Running turns: while the row exists and its node is alive, no other node begins a turn for this key.
create unlogged table payment_claims (
    key         text        not null collate "C" primary key,
    node        bigint      not null,
    -- The node's own count of its turns.
    turn        bigint      not null,
    at          timestamptz not null,
    -- A hook waits for its turn on another node, so the running turn stops waiting for Norce.
    hook_waits  boolean     not null default false
);
create index payment_claims_hooks on payment_claims (node) where hook_waits;

-- Due work that a node has taken for a while, so that other nodes do not take it as well.
create unlogged table payment_looks (
    key   text        not null collate "C" primary key,
    node  bigint      not null,
    at    timestamptz not null
);
