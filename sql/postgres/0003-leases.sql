-- Payments on PostgreSQL, schema version 3: nodes no longer claim turns and no longer send heartbeats.
--
-- The previous program keeps turns of one payment apart by rows in payment_claims, and cannot run without them. So
-- there is no rolling upgrade across this version: stop all nodes, then start the new ones. Three things enforce this:
--   * this file fails while a node of that program sends heartbeats;
--   * there is no version 2. That program accepts a database one version ahead of its own, which is 1, so it refuses
--     this one when it starts;
--   * a node of that program that was only silent fails at its next turn, because its functions are gone. The version
--     fence keeps its commits apart from those of its successor, as always.
-- Going back to that program requires a backup from before the upgrade.
--
-- payment_leases  due work that a process has leased until a time, so that others do not take it (payment_due). It is
--                 a table of its own, not a column of payments, so that a lease writes one short row without a log
--                 entry, and does not copy a payment's row and its index entries. Unlogged: it is empty after a crash
--                 of the server, and due work is then taken by the process that scans first.

do $$
begin
    if exists (select from payment_nodes where beat_at > clock_timestamp() - interval '2.5 seconds') then
        raise exception 'nodes of the program before are at work on it; stop all of them, then start the new ones';
    end if;
end $$;

drop function if exists payment_claim(text, bigint, bigint, bigint, boolean);
drop function if exists payment_release(bigint, text[], bigint[]);
drop function if exists payment_due(timestamptz, integer, bigint);
drop function if exists payment_node_begin(text);
drop function if exists payment_node_beat(bigint, text);
drop function if exists payment_node_end(bigint);
drop function if exists payment_node_is_alive(bigint);
drop function if exists payment_commit_json(text, bigint, json);
drop table payment_claims, payment_looks, payment_nodes;

-- Numbers the processes that open the store. The ids of commits begin with the number, and leases hold it.
alter sequence payment_node_numbers rename to payment_writer_numbers;

create unlogged table payment_leases (
    key           text        not null collate "C" primary key,
    holder        bigint      not null,
    -- The due time that the lease is for. A commit that changes the due time makes the lease void.
    due_at        timestamptz not null,
    -- By the holder's clock.
    leased_until  timestamptz not null
);
