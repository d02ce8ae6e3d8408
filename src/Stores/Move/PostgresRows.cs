using Npgsql;
using NpgsqlTypes;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>The rows of a PostgreSQL database on which no node runs, on one connection.</summary>
internal sealed class PostgresRows(NpgsqlConnection connection) : IPaymentRows
{
    public async Task<long> Count(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select count(*) from payments", connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public Task<IReadOnlyList<PaymentRow>> After(string key, CancellationToken cancellation)
        => Where("key > $1", key, cancellation);

    public async Task<PaymentRow?> One(string key, CancellationToken cancellation)
        => await Where("key = $1", key, cancellation) is [var one, ..] ? one : null;

    // In one snapshot, so that a row and its history are of the same moment.
    private async Task<IReadOnlyList<PaymentRow>> Where(
        string condition, string key, CancellationToken cancellation)
    {
        await using var snapshot = await connection.BeginTransactionAsync(
            System.Data.IsolationLevel.RepeatableRead, cancellation);
        var rows = await Page(condition, key, cancellation);
        var events = await ByKey(
            $"select {StoredRows.EventColumns}, key from payment_events where key = any($1) order by key, seq",
            StoredRows.ToEntry, rows, cancellation);
        var repeats = await ByKey(
            $"select {StoredRows.SignedColumns}, key from payment_repeats where key = any($1) order by key, what",
            StoredRows.ToSigned, rows, cancellation);
        // With the key as the sixth column, as of the others.
        var ids = await ByKey(
            "select id, 0, 0, 0, 0, key from payment_ids where key = any($1) order by key, id",
            row => row.GetString(0), rows, cancellation);
        return
        [
            .. rows.Select(row => row with
            {
                Events = events.GetValueOrDefault(row.Key, []), Repeats = repeats.GetValueOrDefault(row.Key, []),
                Ids = ids.GetValueOrDefault(row.Key, []),
            }),
        ];
    }

    /// <summary>
    /// Adds the rows with their events and repeats in one statement, so that each row is added whole or not at all. A
    /// row whose key exists already is left as it is, its events and repeats too. Returns how many rows were added.
    /// Events go into the partition of today's month.
    /// </summary>
    public async Task<int> Add(IReadOnlyList<PaymentRow> rows, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            with added as (
                insert into payments (key, merchant, channel, order_id, payment_id, qliro_order_id, state, version,
                                      due_at, parked_reason, owed_calls, updated_at, last_event, document, amount,
                                      currency, merchant_reference, attention, attention_reason, attention_at,
                                      at_risk, outbox_since, held_reason, method, data_key, chain,
                                      events_since, events_given_up)
                select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
                                     $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $37, $38, $40, $41)
                on conflict (key) do nothing
                returning key),
            told as (
                insert into payment_events (key, seq, at, kind, summary, filed_at, trace)
                select event.key, event.seq, event.at, event.kind, event.summary, clock_timestamp(), event.trace
                from unnest($15, $16, $17, $18, $19, $42) as event (key, seq, at, kind, summary, trace)
                join added on added.key = event.key),
            counted as (
                insert into payment_repeats (key, what, times, first_at, last_at, signature)
                select repeat.key, repeat.what, repeat.times, repeat.first_at, repeat.last_at, repeat.signature
                from unnest($20, $21, $22, $23, $24, $39) as repeat (
                    key, what, times, first_at, last_at, signature)
                join added on added.key = repeat.key),
            named as (
                insert into payment_ids (id, key)
                select named.id, named.key from unnest($35, $36) as named (id, key)
                join added on added.key = named.key
                on conflict (id, key) do nothing)
            select count(*)::integer from added
            """, connection);
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.Key));
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.Merchant));
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.Channel));
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.OrderId));
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.PaymentId));
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.QliroOrderId));
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.State));
        Add(command, NpgsqlDbType.Bigint, rows.Select(row => row.Version));
        Add(command, NpgsqlDbType.TimestampTz, rows.Select(row => row.DueAt?.UtcDateTime));
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.ParkedReason));
        Add(command, NpgsqlDbType.Integer, rows.Select(row => row.OutboxEntries));
        Add(command, NpgsqlDbType.TimestampTz, rows.Select(row => row.UpdatedAt.UtcDateTime));
        Add(command, NpgsqlDbType.Bigint, rows.Select(row => row.LastEvent));
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.Document));
        var events = rows.SelectMany(row => row.Events.Select(entry => (row.Key, Entry: entry))).ToList();
        Add(command, NpgsqlDbType.Text, events.Select(told => told.Key));
        Add(command, NpgsqlDbType.Bigint, events.Select(told => told.Entry.Sequence));
        Add(command, NpgsqlDbType.TimestampTz, events.Select(told => told.Entry.At.UtcDateTime));
        Add(command, NpgsqlDbType.Text, events.Select(told => told.Entry.Kind));
        Add(command, NpgsqlDbType.Text, events.Select(told => told.Entry.Summary));
        var repeats = rows.SelectMany(row => row.Repeats.Select(one => (row.Key, Entry: one.Row, one.Signature)))
            .ToList();
        Add(command, NpgsqlDbType.Text, repeats.Select(told => told.Key));
        Add(command, NpgsqlDbType.Text, repeats.Select(told => told.Entry.Summary));
        Add(command, NpgsqlDbType.Bigint, repeats.Select(told => told.Entry.Times));
        Add(command, NpgsqlDbType.TimestampTz, repeats.Select(told => told.Entry.At.UtcDateTime));
        Add(command, NpgsqlDbType.TimestampTz, repeats.Select(told => told.Entry.LastAt?.UtcDateTime));
        AddForOperators(command, rows);
        var ids = rows.SelectMany(row => row.Ids.Select(id => (row.Key, Id: id))).ToList();
        Add(command, NpgsqlDbType.Text, ids.Select(named => named.Id));
        Add(command, NpgsqlDbType.Text, ids.Select(named => named.Key));
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.DataKey));
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.Chain));
        Add(command, NpgsqlDbType.Text, repeats.Select(told => told.Signature));
        Add(command, NpgsqlDbType.TimestampTz, rows.Select(row => row.EventsSince?.UtcDateTime));
        Add(command, NpgsqlDbType.Integer, rows.Select(row => row.EventsGivenUp > 0 ? row.EventsGivenUp : (int?)null));
        Add(command, NpgsqlDbType.Text, events.Select(told => told.Entry.Trace));
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static void AddForOperators(NpgsqlCommand command, IReadOnlyList<PaymentRow> rows)
    {
        Add(command, NpgsqlDbType.Bigint, rows.Select(row => Hundredths.Of(row.Amount?.Amount)));
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.Amount?.Currency));
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.MerchantReference));
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.Attention?.Kind));
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.Attention?.Reason));
        Add(command, NpgsqlDbType.TimestampTz, rows.Select(row => row.Attention?.At.UtcDateTime));
        Add(command, NpgsqlDbType.Bigint, rows.Select(row => Hundredths.Of(row.Attention?.AtRisk)));
        Add(command, NpgsqlDbType.TimestampTz, rows.Select(row => row.OutboxSince?.UtcDateTime));
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.HeldReason));
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.Method));
    }

    private async Task<List<PaymentRow>> Page(string condition, string key, CancellationToken cancellation)
    {
#pragma warning disable CA2100 // Constants of this file; values travel as parameters.
        await using var command = new NpgsqlCommand(
            $"""
            select {StoredRows.Columns}, document, data_key, chain, last_event
            from payments where {condition} order by key limit {PaymentRows.PageRows}
            """, connection);
#pragma warning restore CA2100
        command.Parameters.Add(new() { Value = key });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<PaymentRow>();
        for (var letters = 0; letters < PaymentRows.PageLetters && await reader.ReadAsync(cancellation);)
        {
            rows.Add(StoredRows.ToRow(reader) with { LastEvent = reader.GetInt64(StoredRows.NextColumn + 3) });
            letters += rows[^1].Document.Length;
        }

        return rows;
    }

    // The key is the sixth column.
    private async Task<Dictionary<string, List<T>>> ByKey<T>(
        string text, Func<NpgsqlDataReader, T> convert, List<PaymentRow> rows,
        CancellationToken cancellation)
    {
        var events = new Dictionary<string, List<T>>(StringComparer.Ordinal);
#pragma warning disable CA2100 // Constants of this program; values travel as parameters.
        await using var command = new NpgsqlCommand(text, connection);
#pragma warning restore CA2100
        Add(command, NpgsqlDbType.Text, rows.Select(row => row.Key));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var key = reader.GetString(5);
            if (!events.TryGetValue(key, out var told)) events[key] = told = [];
            told.Add(convert(reader));
        }

        return events;
    }

    private static void Add<T>(NpgsqlCommand command, NpgsqlDbType type, IEnumerable<T> values)
        => command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values.ToArray() });
}
