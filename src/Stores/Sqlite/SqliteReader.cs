using Microsoft.Data.Sqlite;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>Every read of the database, each on a pooled connection of its own. Thread-safe.</summary>
internal sealed class SqliteReader(SqliteConnections connections, StoreDamage damage)
{
    public async Task<StoredPayment?> Load(string key, CancellationToken cancellation)
    {
        var rows = await Read(
            """
            select version, document, data_key, chain,
                   (select coalesce(max(seq), 0) from payment_events where key = @key)
            from payments where key = @key
            """, row => StoredRows.ToPayment(key, row), cancellation, ("@key", key));
        return rows.Count == 0 ? null : rows[0];
    }

    public Task<IReadOnlyList<TimelineEntry>> History(string key, CancellationToken cancellation) => Read(
        $"select {StoredRows.EventColumns} from payment_events where key = @key order by seq", StoredRows.ToEntry,
        cancellation, ("@key", key));

    public Task<IReadOnlyList<string>> Due(DateTimeOffset at, int max, CancellationToken cancellation) => Read(
        "select key from payments where due_at <= @at order by due_at, key limit @max",
        row => row.GetString(0), cancellation, ("@at", UnixMilliseconds.Of(at)), ("@max", max));

    public async Task<IReadOnlyList<TimelineEntry>> Timeline(string key, int max, CancellationToken cancellation)
        => StoredRows.Merge(
            await Read(
                $"""
                select {StoredRows.EventColumns}
                from (select * from payment_events where key = @key order by seq desc limit @max)
                order by seq
                """, StoredRows.ToEntry, cancellation, ("@key", key), ("@max", max)),
            await Read(
                $"select {StoredRows.RepeatColumns} from payment_repeats where key = @key order by first_at, what",
                StoredRows.ToRepeat, cancellation, ("@key", key)));

    // Scans three indexes; of the table itself only the parked rows are read.
    public Task<IReadOnlyList<StateCount>> CountByState(CancellationToken cancellation) => Read(
        """
        select state, sum(payments), sum(parked), sum(entries) from (
            select state, count(*) as payments, 0 as parked, 0 as entries from payments
            where state <> @ended group by state
            union all
            select state, 0, count(*), 0 from payments where parked_reason is not null group by state
            union all
            select state, 0, 0, sum(owed_calls) from payments where owed_calls > 0 group by state)
        group by state
        order by state
        """,
        row => new StateCount(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)), cancellation,
        ("@ended", CreationStates.Ended));

    public async Task<Backlog> Backlog(DateTimeOffset at, CancellationToken cancellation)
    {
        var outbox = await Read(OutboxRows.All, OutboxRows.Of, cancellation);
        return outbox[0] with
        {
            Attention = await Read(
                """
                select attention, coalesce(currency, ''), count(*), sum(at_risk) from payments
                where attention is not null and attention_at <= @at
                group by attention, coalesce(currency, '')
                order by 1, 2
                """, StoredRows.ToSum, cancellation, ("@at", UnixMilliseconds.Of(at))),
        };
    }

    public Task<IReadOnlyList<MerchantBacklog>> Waiting(DateTimeOffset at, int max, CancellationToken cancellation)
        => Read(MerchantRows.Waiting, MerchantRows.Of, cancellation,
            ("@at", UnixMilliseconds.Of(at)), ("@max", max));

    public Task<IReadOnlyList<PaymentSummary>> Find(PaymentSearch search, CancellationToken cancellation)
        => Read(
            SearchCondition.Select(search, isIndexNamed: true), StoredRows.ToSummary, cancellation,
            Parameters(search));

    public async Task<PagePlace?> EndOf(PaymentSearch search, CancellationToken cancellation)
    {
        if (!SearchCondition.IsBounded(search)) return null;
        var rows = await Read(
            SearchCondition.SelectEnd(search, isIndexNamed: true), StoredRows.ToPlace, cancellation,
            Parameters(search));
        return rows.Count == 0 ? null : rows[0];
    }

    private static (string Name, object Value)[] Parameters(PaymentSearch search) =>
    [
        ("@text", OrNull(search.Text)), ("@end", SearchCondition.EndOf(search.Text ?? "")),
        ("@merchant", OrNull(search.Merchant)), ("@channel", OrNull(search.Channel)), ("@state", OrNull(search.State)),
        ("@since", OrNull(search.From)), ("@until", OrNull(search.Until)), ("@needs", OrNull(search.NeedsPersonAt)),
        ("@method", OrNull(search.Method)), ("@least", OrNull(search.AmountMin)), ("@most", OrNull(search.AmountMax)),
        ("@after_at", OrNull(search.After?.UpdatedAt)), ("@after_key", OrNull(search.After?.Key)),
        ("@max", Math.Clamp(search.RowsMax, 1, 500)), ("@ended", CreationStates.Ended),
    ];

    private static object OrNull(decimal? amount) => Hundredths.Of(amount) is { } known ? known : DBNull.Value;

    private static object OrNull(string? text) => (object?)text ?? DBNull.Value;

    private static object OrNull(DateTimeOffset? time) => time is { } at ? UnixMilliseconds.Of(at) : DBNull.Value;

    // The provider's asynchronous methods run synchronously. The method is async all the same, so that a failure
    // becomes a failed task.
    private async Task<IReadOnlyList<T>> Read<T>(
        string text, Func<SqliteDataReader, T> convert, CancellationToken cancellation,
        params (string Name, object Value)[] parameters)
    {
        try
        {
            return await ReadSound(text, convert, parameters, cancellation);
        }
        catch (SqliteException failure)
        {
            damage.Note(failure);
            throw;
        }
    }

    private async Task<IReadOnlyList<T>> ReadSound<T>(
        string text, Func<SqliteDataReader, T> convert, (string Name, object Value)[] parameters,
        CancellationToken cancellation)
    {
        await using var connection = connections.OpenForReading();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Put together from constants of this file; values travel as parameters.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation)) rows.Add(convert(reader));
        return rows;
    }
}
