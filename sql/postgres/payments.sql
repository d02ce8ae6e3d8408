-- The functions that read and write the tables of 0001-tables.sql. Calling one is a single statement and round trip.
--
-- Applied as a whole (create or replace) whenever a numbered file was applied, and only then, because the previous
-- version of the program must not replace them by its own. So a change here needs a new numbered file, and a changed
-- parameter list needs a new function beside the old one.
--
-- Names: owed_calls counts the entries of a payment's outbox, and p_most is a maximum. Both keep their names of version
-- 1, because the previous version of the program must be able to run on this schema, and PostgreSQL allows a parameter
-- to be renamed only in a new function.
--
-- Clocks: clock_timestamp() only, and only for the month to which an event belongs.

-- Writes the payment's row and its events, guarded by the version (optimistic concurrency): a first write takes effect
-- only when there is no row, a later one only when the stored version is the one that was decided on. Returns the new
-- version; null on a conflict, with nothing written. A repeat of a commit, recognised by its commit_id while its
-- version is the newest, answers as the first time.
create or replace function payment_commit(
    p_key text, p_expected bigint,
    p_merchant text, p_channel text, p_order_id text, p_payment_id text, p_qliro_order_id text,
    p_state text, p_due_at timestamptz, p_parked_reason text, p_owed_calls integer, p_updated_at timestamptz,
    p_document text,
    p_event_at timestamptz[], p_event_kind text[], p_event_summary text[], p_commit_id text,
    p_amount bigint, p_currency text, p_merchant_reference text, p_attention text, p_attention_reason text,
    p_attention_at timestamptz, p_at_risk bigint, p_outbox_since timestamptz, p_held_reason text, p_method text,
    p_ids text[], p_data_key text, p_chain text, p_erases boolean, p_events_since timestamptz,
    p_events_given_up integer, p_event_trace text[])
returns bigint language plpgsql as $$
declare
    added bigint := cardinality(p_event_kind);
    last bigint;
begin
    if p_expected = 0 then
        insert into payments (key, merchant, channel, order_id, payment_id, qliro_order_id, state, version, due_at,
                              parked_reason, owed_calls, updated_at, last_event, commit_id, document, amount,
                              currency, merchant_reference, attention, attention_reason, attention_at, at_risk,
                              outbox_since, held_reason, method, data_key, chain, events_since,
                              events_given_up)
        values (p_key, p_merchant, p_channel, p_order_id, p_payment_id, p_qliro_order_id, p_state, 1, p_due_at,
                p_parked_reason, p_owed_calls, p_updated_at, added, p_commit_id, p_document, p_amount,
                p_currency, p_merchant_reference, p_attention, p_attention_reason, p_attention_at, p_at_risk,
                p_outbox_since, p_held_reason, p_method, p_data_key, p_chain, p_events_since,
                p_events_given_up)
        on conflict (key) do nothing
        returning last_event into last;
    else
        update payments
        set merchant = p_merchant, channel = p_channel, order_id = p_order_id, payment_id = p_payment_id,
            qliro_order_id = p_qliro_order_id, state = p_state, version = p_expected + 1, due_at = p_due_at,
            parked_reason = p_parked_reason, owed_calls = p_owed_calls, updated_at = p_updated_at,
            last_event = last_event + added, commit_id = p_commit_id, document = p_document,
            amount = coalesce(p_amount, amount), currency = coalesce(p_currency, currency),
            merchant_reference = coalesce(p_merchant_reference, merchant_reference),
            attention = p_attention, attention_reason = p_attention_reason, attention_at = p_attention_at,
            at_risk = case when p_attention is not null then coalesce(p_at_risk, amount, 0) end,
            outbox_since = p_outbox_since, held_reason = p_held_reason, method = coalesce(p_method, method),
            data_key = case when not p_erases then coalesce(p_data_key, data_key) end,
            chain = coalesce(p_chain, chain), events_since = p_events_since, events_given_up = p_events_given_up
        where key = p_key and version = p_expected
        returning last_event into last;
    end if;
    if last is not null then
        insert into payment_events (key, seq, at, kind, summary, filed_at, trace)
        select p_key, last - added + event.place, event.at, event.kind, event.summary, clock_timestamp(), event.trace
        from unnest(p_event_at, p_event_kind, p_event_summary, p_event_trace)
            with ordinality as event (at, kind, summary, trace, place);
        if p_erases then
            -- Ids of Qliro's transactions are numbers; what else is there comes from a person or a caller.
            delete from payment_ids where key = p_key and id !~ '^[0-9]+$';
            delete from payment_bodies where key = p_key;
        end if;
        if cardinality(p_ids) > 0 then
            insert into payment_ids (id, key) select unnest(p_ids), p_key on conflict (id, key) do nothing;
        end if;
    elsif not exists (
        select from payments where key = p_key and version = p_expected + 1 and commit_id = p_commit_id) then
        return null;
    end if;
    return p_expected + 1;
end $$;

-- The same as the version before calls it, which knows of no undelivered events and of no traces.
create or replace function payment_commit(
    p_key text, p_expected bigint,
    p_merchant text, p_channel text, p_order_id text, p_payment_id text, p_qliro_order_id text,
    p_state text, p_due_at timestamptz, p_parked_reason text, p_owed_calls integer, p_updated_at timestamptz,
    p_document text,
    p_event_at timestamptz[], p_event_kind text[], p_event_summary text[], p_commit_id text,
    p_amount bigint, p_currency text, p_merchant_reference text, p_attention text, p_attention_reason text,
    p_attention_at timestamptz, p_at_risk bigint, p_outbox_since timestamptz, p_held_reason text, p_method text,
    p_ids text[], p_data_key text, p_chain text, p_erases boolean)
returns bigint language sql as $$
    select payment_commit(
        p_key, p_expected, p_merchant, p_channel, p_order_id, p_payment_id, p_qliro_order_id, p_state, p_due_at,
        p_parked_reason, p_owed_calls, p_updated_at, p_document, p_event_at, p_event_kind, p_event_summary,
        p_commit_id, p_amount, p_currency, p_merchant_reference, p_attention, p_attention_reason, p_attention_at,
        p_at_risk, p_outbox_since, p_held_reason, p_method, p_ids, p_data_key, p_chain, p_erases,
        null::timestamptz, null::integer, null::text[])
$$;

-- The same as a version before that called it, which knows of no keys and signs nothing.
create or replace function payment_commit(
    p_key text, p_expected bigint,
    p_merchant text, p_channel text, p_order_id text, p_payment_id text, p_qliro_order_id text,
    p_state text, p_due_at timestamptz, p_parked_reason text, p_owed_calls integer, p_updated_at timestamptz,
    p_document text,
    p_event_at timestamptz[], p_event_kind text[], p_event_summary text[], p_commit_id text,
    p_amount bigint, p_currency text, p_merchant_reference text, p_attention text, p_attention_reason text,
    p_attention_at timestamptz, p_at_risk bigint, p_outbox_since timestamptz, p_held_reason text, p_method text,
    p_ids text[])
returns bigint language sql as $$
    select payment_commit(
        p_key, p_expected, p_merchant, p_channel, p_order_id, p_payment_id, p_qliro_order_id, p_state, p_due_at,
        p_parked_reason, p_owed_calls, p_updated_at, p_document, p_event_at, p_event_kind, p_event_summary,
        p_commit_id, p_amount, p_currency, p_merchant_reference, p_attention, p_attention_reason, p_attention_at,
        p_at_risk, p_outbox_since, p_held_reason, p_method, p_ids, null::text, null::text, false)
$$;

-- The same as a version before that called it, which knows of no holds: its document has none from then on.
create or replace function payment_commit(
    p_key text, p_expected bigint,
    p_merchant text, p_channel text, p_order_id text, p_payment_id text, p_qliro_order_id text,
    p_state text, p_due_at timestamptz, p_parked_reason text, p_owed_calls integer, p_updated_at timestamptz,
    p_document text,
    p_event_at timestamptz[], p_event_kind text[], p_event_summary text[], p_commit_id text,
    p_amount bigint, p_currency text, p_merchant_reference text, p_attention text, p_attention_reason text,
    p_attention_at timestamptz, p_at_risk bigint, p_outbox_since timestamptz)
returns bigint language sql as $$
    select payment_commit(
        p_key, p_expected, p_merchant, p_channel, p_order_id, p_payment_id, p_qliro_order_id, p_state, p_due_at,
        p_parked_reason, p_owed_calls, p_updated_at, p_document, p_event_at, p_event_kind, p_event_summary,
        p_commit_id, p_amount, p_currency, p_merchant_reference, p_attention, p_attention_reason, p_attention_at,
        p_at_risk, p_outbox_since, null::text, null::text, array[]::text[])
$$;

-- The same as a version before that called it, which knows of attention only what is parked.
create or replace function payment_commit(
    p_key text, p_expected bigint,
    p_merchant text, p_channel text, p_order_id text, p_payment_id text, p_qliro_order_id text,
    p_state text, p_due_at timestamptz, p_parked_reason text, p_owed_calls integer, p_updated_at timestamptz,
    p_document text,
    p_event_at timestamptz[], p_event_kind text[], p_event_summary text[],
    p_commit_id text default null)
returns bigint language sql as $$
    select payment_commit(
        p_key, p_expected, p_merchant, p_channel, p_order_id, p_payment_id, p_qliro_order_id, p_state, p_due_at,
        p_parked_reason, p_owed_calls, p_updated_at, p_document, p_event_at, p_event_kind, p_event_summary,
        p_commit_id, null::bigint, null::text, null::text,
        case when p_parked_reason is not null then 'parked' end, p_parked_reason,
        case when p_parked_reason is not null then p_updated_at end, null::bigint,
        case when p_owed_calls > 0 then p_updated_at end)
$$;

-- Counts a callback that came again and changed nothing. False, with nothing written, when the stored version is not
-- the one that it did not change. Nobody waits for the disk: a crash of the server can lose the counts of its last
-- moments, and no payment.
create or replace function payment_repeat(p_key text, p_expected bigint, p_what text, p_at timestamptz)
returns boolean language plpgsql as $$
begin
    set local synchronous_commit = off;
    insert into payment_repeats as known (key, what, times, first_at, last_at)
    select p_key, p_what, 1, p_at, p_at from payments where key = p_key and version = p_expected
    on conflict (key, what) do update
        set times = known.times + 1, last_at = greatest(known.last_at, excluded.last_at);
    return found;
end $$;

-- Counts the same as payment_repeat, but as its caller has read, raised and signed it: written only when nobody counted
-- meanwhile (p_times is one more than what is stored). 1: written; 0: the stored version is another; 2: counted by
-- somebody else meanwhile.
create or replace function payment_repeat_signed(
    p_key text, p_expected bigint, p_what text, p_times bigint, p_first_at timestamptz, p_last_at timestamptz,
    p_signature text)
returns integer language plpgsql as $$
begin
    set local synchronous_commit = off;
    if not exists (select from payments where key = p_key and version = p_expected) then return 0; end if;
    insert into payment_repeats as known (key, what, times, first_at, last_at, signature)
    values (p_key, p_what, p_times, p_first_at, p_last_at, p_signature)
    on conflict (key, what) do update
        set times = excluded.times, last_at = excluded.last_at, signature = excluded.signature
        where known.times = excluded.times - 1;
    return case when found then 1 else 2 end;
end $$;

-- The payment as last committed, with its key and the head of its timeline; no row when there is none.
create or replace function payment_read(p_key text)
returns table (version bigint, document text, data_key text, chain text, last_event bigint) language sql stable as $$
    select version, document, data_key, chain, last_event from payments where key = p_key
$$;

-- The same as the version before reads it.
create or replace function payment_load(p_key text)
returns table (version bigint, document text) language sql stable as $$
    select version, document from payments where key = p_key
$$;

-- Keys that are due, oldest first, and not leased by another process; the caller then holds their lease until p_until.
-- The caller's own leases hide nothing from it: it knows what it has sent, and sees here what is still due. Rows that a
-- commit or another scan has locked are skipped; the next scan finds them.
-- Times are by the callers' clocks, so a lease may be judged by another clock than the one that set it. A lease that
-- seems to end later than twice its length from now comes from a clock that is far ahead. It is ignored, because its
-- holder may have died long ago.
-- Own leases are extended only in their second half, so that not every scan writes all of them again.
create or replace function payment_due(p_at timestamptz, p_until timestamptz, p_most integer, p_holder bigint)
returns setof text language sql as $$
    with due as materialized (
        select payment.key, payment.due_at, exists (
            select from payment_leases as own
            where own.key = payment.key and own.due_at = payment.due_at and own.holder = p_holder
              and own.leased_until > p_at + (p_until - p_at) / 2) as is_held
        from payments as payment
        where payment.due_at <= p_at and not exists (
            select from payment_leases as lease
            where lease.key = payment.key and lease.due_at = payment.due_at and lease.holder <> p_holder
              and lease.leased_until > p_at and lease.leased_until <= p_until + (p_until - p_at))
        order by payment.due_at, payment.key
        limit p_most
        for update of payment skip locked),
    leased as (
        insert into payment_leases as lease (key, holder, due_at, leased_until)
        select key, p_holder, due_at, p_until from due where not is_held order by key
        on conflict (key) do update
            set holder = excluded.holder, due_at = excluded.due_at, leased_until = excluded.leased_until
            where lease.holder = p_holder or lease.due_at <> excluded.due_at
               or lease.leased_until <= p_at or lease.leased_until > p_until + (p_until - p_at)
        returning lease.key)
    select key from due where is_held or key in (select key from leased) order by due_at, key
$$;

-- Releases the leases of a process that stops in an orderly way, so that others can take its due work at once.
create or replace function payment_leases_end(p_holder bigint)
returns void language sql as $$
    delete from payment_leases where holder = p_holder
$$;

-- Creates the partitions of this month and the next three, and drops those of months that ended more than keep_months
-- ago (0: none). Run at start and every hour, by one process at a time; a process that comes meanwhile does nothing.
-- Events that the default partition took for a month before its partition existed are moved into it. It does no more,
-- because commits wait for it: old repeats and leases are deleted by the program, in transactions of their own.
create or replace function payment_housekeeping(p_keep_months integer)
returns void language plpgsql as $$
declare
    this_month date := date_trunc('month', clock_timestamp() at time zone 'utc')::date;
    month date;
    part name;
begin
    if not pg_try_advisory_xact_lock(hashtext('payment_housekeeping')) then return; end if;
    -- Commits wait while partitions are created and dropped. When the lock is not free soon, it is left to the next
    -- run.
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
end $$;
