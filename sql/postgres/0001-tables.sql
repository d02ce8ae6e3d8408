-- Payments on PostgreSQL, schema version 1: the tables. What is done to them stands in payments.sql.
--
-- Keys     payments.key is merchant/channel/orderId/paymentId, each part URI-escaped (a payment), or
--          merchant/channel/orderId (the creation record of an order; payment_id is then ''). Unique from the first
--          write on: of two writers of a new key, one wins. payment_events counts on per key from 1 without gaps;
--          payments.last_event holds the count, so that old events may be dropped.
-- Writes   any number of nodes, only through the functions of payments.sql (and the move from SQLite, while no node is
--          there). A commit is one row of payments moved from version n to n+1 and its rows of payment_events, in one
--          statement; both or none.
-- Times    timestamptz, to the microsecond. Those of payments and payment_events.at are the nodes' own; the server's
--          clock decides only which node is alive and in which month an event is filed.
-- Texts    document is JSON of the program's own making and is read by key only; text and not jsonb, so that it comes
--          back byte by byte.
-- Deletes  a payment at rest (due_at null, parked_reason null, owed_calls 0) may be deleted whole: it is rebuilt from
--          Norce and Qliro if it is asked for again. Whole months of events may be dropped at any time.
-- Unlogged what only keeps nodes apart: empty after a crash of the server, and nothing is lost by it, for a commit is
--          fenced by its version whatever these tables say. Unlogged, because a turn then waits for the disk once, at
--          its commit, and not for its claim as well.
-- Changes  a new file with the next number, applied in one transaction at start, with payments.sql after it;
--          payment_schema holds the number. The program of the version before must be able to run on the result: add,
--          do not rename or remove what that version still uses.

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
    -- Which commit wrote this version: a repeat of it after a lost answer is known by it. Null: nobody asks.
    commit_id       text,
    document        text        not null
);

-- What is due, oldest first. Payments at rest are not in it.
create index payments_due on payments (due_at, key) where due_at is not null;

-- Search by one id, exact.
create index payments_order on payments (order_id);
create index payments_payment on payments (payment_id);
create index payments_qliro_order on payments (qliro_order_id) where qliro_order_id is not null;

-- Operators' lists, newest change first, and the counts by state.
create index payments_newest on payments (updated_at);
create index payments_state on payments (state, updated_at);
create index payments_parked on payments (state, updated_at) where parked_reason is not null;
create index payments_owing on payments (state, updated_at) include (owed_calls) where owed_calls > 0;

-- Filed by the month they were written in, each month a table of its own, so that years of them are dropped at the
-- price of one. Months are made ahead of time (payment_events_months); the default takes what finds no month.
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

-- One row that a readiness probe overwrites: whether the disk still takes a commit.
create table payment_probe (
    id  integer     not null primary key check (id = 1),
    at  timestamptz not null
);

-- Numbers the nodes, each start of a process anew.
create sequence payment_node_numbers;

-- Who is there: a node that has not told for a while is dead (payment_node_is_alive).
create unlogged table payment_nodes (
    node     bigint      not null primary key,
    name     text        not null,
    beat_at  timestamptz not null
);

-- A turn that runs: no other node begins one for this key while the row stands and its node lives.
create unlogged table payment_claims (
    key         text        not null collate "C" primary key,
    node        bigint      not null,
    -- The node's own count of its turns.
    turn        bigint      not null,
    at          timestamptz not null,
    -- A hook waits for its turn on another node; the turn that runs stops waiting for Norce.
    hook_waits  boolean     not null default false
);
create index payment_claims_hooks on payment_claims (node) where hook_waits;

-- Due work that a node has taken on for a while, so that the others look past it.
create unlogged table payment_looks (
    key   text        not null collate "C" primary key,
    node  bigint      not null,
    at    timestamptz not null
);
