-- Payments on PostgreSQL, schema version 3: nodes no longer claim turns and no longer beat.
--
-- The program before this one keeps turns of one payment apart by rows in payment_claims, and cannot run without them.
-- So there is no rolling upgrade across this version: stop all nodes, then start the new ones. Three things see to it:
--   * this file refuses to be applied while a node of that program beats;
--   * there is no version 2. That program takes a database one version ahead of its own, which is 1, and refuses this
--     one when it starts;
--   * a node of that program that was only silent fails at its next turn, for its functions are gone. The version fence
--     keeps its commits away from those of its successor, as ever.
-- Going back to that program takes a backup of its time.
--
-- payment_leases  due work that a process has taken on until then, so that the others look past it (payment_due).
--                 A table of its own, not a column of payments: a lease then writes one short row and no log, and does
--                 not copy a payment's row and its index entries. Unlogged: empty after a crash of the server, and
--                 what is due is then found by whoever looks first.

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

-- Numbers the processes that open the store: commits and leases are known by it.
alter sequence payment_node_numbers rename to payment_writer_numbers;

create unlogged table payment_leases (
    key           text        not null collate "C" primary key,
    holder        bigint      not null,
    -- For which due time: a commit that moves it leaves the lease without meaning.
    due_at        timestamptz not null,
    -- By the holder's clock.
    leased_until  timestamptz not null
);
