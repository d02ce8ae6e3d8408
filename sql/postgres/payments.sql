-- What is done to the tables of 0001-tables.sql. Every function is one statement and one round trip for its caller.
--
-- Applied as a whole (create or replace) whenever a numbered file was applied, and only then: a program of the version
-- before must not put its own back. So a change here comes with a new numbered file, and a changed parameter list is a
-- new function beside the old one.
--
-- Who calls what
--   the embedded node   payment_commit with a parameter per column; payment_claim, payment_release, payment_due,
--                       payment_node_begin, payment_node_beat.
--   the cluster         payment_commit_json (same rows, same fence): its storage provider has a key, an expected
--                       version and one payload of bytes, so the payload is the whole commit as JSON and the columns
--                       are read from it. See there. payment_load reads for both.
--
-- Clocks: clock_timestamp() only, and only for who is alive and where an event is filed.

-- The payment's row and its events, fenced: the first write takes effect only where there is no row, a later one only
-- where the stored version is the one it was decided on. Returns the new version; null on a conflict, with nothing
-- written. The same commit_id again, while its version is the newest, is the same commit: it answers as the first time.
create or replace function payment_commit(
    p_key text, p_expected bigint,
    p_merchant text, p_channel text, p_order_id text, p_payment_id text, p_qliro_order_id text,
    p_state text, p_due_at timestamptz, p_parked_reason text, p_owed_calls integer, p_updated_at timestamptz,
    p_document text,
    p_event_at timestamptz[], p_event_kind text[], p_event_summary text[],
    p_commit_id text default null)
returns bigint language plpgsql as $$
declare
    added bigint := cardinality(p_event_kind);
    last bigint;
begin
    if p_expected = 0 then
        insert into payments (key, merchant, channel, order_id, payment_id, qliro_order_id, state, version, due_at,
                              parked_reason, owed_calls, updated_at, last_event, commit_id, document)
        values (p_key, p_merchant, p_channel, p_order_id, p_payment_id, p_qliro_order_id, p_state, 1, p_due_at,
                p_parked_reason, p_owed_calls, p_updated_at, added, p_commit_id, p_document)
        on conflict (key) do nothing
        returning last_event into last;
    else
        update payments
        set merchant = p_merchant, channel = p_channel, order_id = p_order_id, payment_id = p_payment_id,
            qliro_order_id = p_qliro_order_id, state = p_state, version = p_expected + 1, due_at = p_due_at,
            parked_reason = p_parked_reason, owed_calls = p_owed_calls, updated_at = p_updated_at,
            last_event = last_event + added, commit_id = p_commit_id, document = p_document
        where key = p_key and version = p_expected
        returning last_event into last;
    end if;
    if last is not null then
        insert into payment_events (key, seq, at, kind, summary, filed_at)
        select p_key, last - added + event.place, event.at, event.kind, event.summary, clock_timestamp()
        from unnest(p_event_at, p_event_kind, p_event_summary) with ordinality as event (at, kind, summary, place);
    elsif not exists (
        select from payments where key = p_key and version = p_expected + 1 and commit_id = p_commit_id) then
        return null;
    end if;
    return p_expected + 1;
end $$;

-- payment_commit for a caller with one payload. commit is, with null for what is absent:
--   {"merchant": "…", "channel": "…", "orderId": "…", "paymentId": "…", "qliroOrderId": "…", "state": "…",
--    "dueAt": "2026-03-14T12:00:00Z", "parkedReason": "…", "owedCalls": 0, "at": "2026-03-14T12:00:00Z",
--    "document": "…the document's JSON as one string…",
--    "timeline": [{"at": "2026-03-14T12:00:00Z", "kind": "decision", "summary": "…"}], "commitId": "…"}
-- which is PaymentCommit in camel case; members it does not know are ignored. No string in it may hold U+0000.
-- expected null or 0 is a first write. Returns the new version; null on a conflict, with nothing written.
-- From bytes: payment_commit_json(key, version, convert_from(payload, 'UTF8')::json).
create or replace function payment_commit_json(p_key text, p_expected bigint, p_commit json)
returns bigint language sql as $$
    select payment_commit(
        p_key, coalesce(p_expected, 0),
        p_commit ->> 'merchant', p_commit ->> 'channel', p_commit ->> 'orderId', coalesce(p_commit ->> 'paymentId', ''),
        p_commit ->> 'qliroOrderId', p_commit ->> 'state', (p_commit ->> 'dueAt')::timestamptz,
        p_commit ->> 'parkedReason', coalesce((p_commit ->> 'owedCalls')::integer, 0),
        (p_commit ->> 'at')::timestamptz, p_commit ->> 'document',
        array(select (event ->> 'at')::timestamptz from json_array_elements(p_commit -> 'timeline') as event),
        array(select event ->> 'kind' from json_array_elements(p_commit -> 'timeline') as event),
        array(select event ->> 'summary' from json_array_elements(p_commit -> 'timeline') as event),
        p_commit ->> 'commitId')
$$;

-- The payment as last committed; no row when there is none.
create or replace function payment_load(p_key text)
returns table (version bigint, document text) language sql stable as $$
    select version, document from payments where key = p_key
$$;

-- A node begins; the number is its own until it ends, however long it was silent.
create or replace function payment_node_begin(p_name text)
returns bigint language sql as $$
    insert into payment_nodes (node, name, beat_at)
    values (nextval('payment_node_numbers'), p_name, clock_timestamp())
    returning node
$$;

-- A node is alive. Told twice a second; returns the keys it has claimed and before which a hook waits elsewhere.
create or replace function payment_node_beat(p_node bigint, p_name text)
returns setof text language sql as $$
    insert into payment_nodes (node, name, beat_at) values (p_node, p_name, clock_timestamp())
    on conflict (node) do update set beat_at = excluded.beat_at;
    select key from payment_claims where node = p_node and hook_waits
$$;

-- Five beats missed, and it counts as dead: its claims are anybody's. Should it live after all, the version fence keeps
-- its commits away from those of its successor.
create or replace function payment_node_is_alive(p_node bigint)
returns boolean language sql stable as $$
    select exists (
        select from payment_nodes where node = p_node and beat_at > clock_timestamp() - interval '2.5 seconds')
$$;

-- A node ends in good order: what it held is free at once.
create or replace function payment_node_end(p_node bigint)
returns void language sql as $$
    delete from payment_claims where node = p_node;
    delete from payment_looks where node = p_node;
    delete from payment_nodes where node = p_node;
$$;

-- Claims the key for a turn and loads it. One row: granted false when a living node has it (is_hook: that node is told
-- so with its next beat); else the payment as last committed, version 0 when there is none, the document null when it
-- is still at known_version. A node's own claim is granted again, for its new turn: it sees to it that turns of one key
-- do not overlap in it.
create or replace function payment_claim(
    p_key text, p_node bigint, p_turn bigint, p_known_version bigint, p_is_hook boolean)
returns table (granted boolean, version bigint, document text) language plpgsql as $$
begin
    insert into payment_claims as claim (key, node, turn, at) values (p_key, p_node, p_turn, clock_timestamp())
    on conflict (key) do update
        set node = excluded.node, turn = excluded.turn, at = excluded.at, hook_waits = false
        where claim.node = p_node or not payment_node_is_alive(claim.node);
    if not found then
        if p_is_hook then
            update payment_claims as claim set hook_waits = true where claim.key = p_key and not claim.hook_waits;
        end if;
        return query select false, 0::bigint, null::text;
        return;
    end if;
    -- A statement of its own, so that it sees what was committed until the claim was granted.
    return query
        select true, payment.version, case when payment.version <> p_known_version then payment.document end
        from payments as payment where payment.key = p_key;
    if not found then
        return query select true, 0::bigint, null::text;
    end if;
end $$;

-- These turns of the node are over. A key that it has claimed again for a later turn stays claimed.
create or replace function payment_release(p_node bigint, p_keys text[], p_turns bigint[])
returns void language sql as $$
    delete from payment_claims as claim
    using unnest(p_keys, p_turns) as over (key, turn)
    where claim.key = over.key and claim.turn = over.turn and claim.node = p_node
$$;

-- Keys whose time has come, oldest first, that no other living node took on within the last ten seconds; the caller has
-- them taken on now. Rows that a commit or another node's look has locked are passed over: they come up next time.
create or replace function payment_due(p_at timestamptz, p_most integer, p_node bigint)
returns setof text language sql as $$
    with due as materialized (
        select payment.key, payment.due_at
        from payments as payment
        where payment.due_at <= p_at and not exists (
            select from payment_looks as look
            where look.key = payment.key and look.node <> p_node
              and look.at > clock_timestamp() - interval '10 seconds' and payment_node_is_alive(look.node))
        order by payment.due_at, payment.key
        limit p_most
        for update of payment skip locked),
    looked as (
        insert into payment_looks as look (key, node, at)
        select key, p_node, clock_timestamp() from due order by key
        on conflict (key) do update set node = excluded.node, at = excluded.at
            where look.node = p_node or look.at <= clock_timestamp() - interval '10 seconds'
               or not payment_node_is_alive(look.node)
        returning look.key)
    select due.key from due join looked using (key) order by due.due_at, due.key
$$;

-- Makes the tables of this month and the next three, drops those of months that ended more than keep_months ago (0:
-- none) and forgets nodes, claims and looks that are nobody's. Run at start and every hour, by one node at a time;
-- others that come meanwhile do nothing. What the default took for a month before its table was there moves into it.
create or replace function payment_housekeeping(p_keep_months integer)
returns void language plpgsql as $$
declare
    this_month date := date_trunc('month', clock_timestamp() at time zone 'utc')::date;
    month date;
    part name;
begin
    if not pg_try_advisory_xact_lock(hashtext('payment_housekeeping')) then return; end if;
    -- Tables are made and dropped under a lock that commits wait behind: rather not now than long.
    set local lock_timeout = '2s';
    for ahead in 0..3 loop
        month := this_month + make_interval(months => ahead);
        part := 'payment_events_' || to_char(month, 'YYYY_MM');
        continue when to_regclass(quote_ident(part)) is not null;
        execute format('create table %I (like payment_events including all)', part);
        execute format(
            'with moved as (delete from payment_events_default where filed_at >= %L and filed_at < %L returning *) '
            'insert into %I select * from moved',
            month::timestamp at time zone 'utc', (month + interval '1 month') at time zone 'utc', part);
        execute format('alter table payment_events attach partition %I for values from (%L) to (%L)',
            part, month::timestamp at time zone 'utc', (month + interval '1 month') at time zone 'utc');
    end loop;
    if p_keep_months > 0 then
        for part in
            select child.relname from pg_inherits
            join pg_class as child on child.oid = inhrelid
            where inhparent = 'payment_events'::regclass and child.relname ~ '^payment_events_\d{4}_\d{2}$'
              and to_date(right(child.relname, 7), 'YYYY_MM') < this_month - make_interval(months => p_keep_months)
        loop
            execute format('drop table %I', part);
        end loop;
        delete from payment_events_default
        where filed_at < (this_month - make_interval(months => p_keep_months)) at time zone 'utc';
    end if;
    delete from payment_looks where at < clock_timestamp() - interval '1 minute';
    delete from payment_claims
    where at < clock_timestamp() - interval '1 minute' and not payment_node_is_alive(node);
    delete from payment_nodes where beat_at < clock_timestamp() - interval '1 hour';
end $$;
