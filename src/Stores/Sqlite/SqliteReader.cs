using Microsoft.Data.Sqlite;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>Every read of the database, each on a pooled connection of its own. Thread-safe.</summary>
internal sealed class SqliteReader(SqliteConnections connections)
{
    public async Task<StoredPayment?> Load(string key, CancellationToken cancellation)
    {
        var rows = await Read("select version, document from payments where key = @key",
            row => new StoredPayment(key, row.GetInt64(0), row.GetString(1)), cancellation, ("@key", key));
        return rows.Count == 0 ? null : rows[0];
    }

    public Task<IReadOnlyList<string>> Due(DateTimeOffset at, int max, CancellationToken cancellation) => Read(
        "select key from payments where due_at <= @at order by due_at, key limit @most",
        row => row.GetString(0), cancellation, ("@at", UnixMilliseconds.Of(at)), ("@most", max));

    public Task<IReadOnlyList<TimelineEntry>> Timeline(string key, int max, CancellationToken cancellation) => Read(
        """
        select seq, at, kind, summary
        from (select * from payment_events where key = @key order by seq desc limit @most)
        order by seq
        """, ToEntry, cancellation, ("@key", key), ("@most", max));

    // Scans three indexes; of the table itself only the parked rows are read.
    public Task<IReadOnlyList<StateCount>> CountByState(CancellationToken cancellation) => Read(
        """
        select state, sum(payments), sum(parked), sum(owed) from (
            select state, count(*) as payments, 0 as parked, 0 as owed from payments
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

    public Task<IReadOnlyList<PaymentSummary>> Find(PaymentSearch search, CancellationToken cancellation) => Read(
        $"""
        select key, merchant, channel, order_id, payment_id, qliro_order_id, state, version,
               owed_calls, due_at, parked_reason, updated_at
        from payments
        where {SearchCondition.Of(search)}
        order by updated_at desc, rowid desc
        limit @most
        """,
        ToSummary, cancellation, ("@text", (object?)search.Text ?? DBNull.Value),
        ("@state", (object?)search.State ?? DBNull.Value), ("@most", Math.Clamp(search.RowsMax, 1, 500)),
        ("@ended", CreationStates.Ended));

    private static TimelineEntry ToEntry(SqliteDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        At = UnixMilliseconds.ToTime(row.GetInt64(1)),
        Kind = row.GetString(2),
        Summary = row.GetString(3),
    };

    private static PaymentSummary ToSummary(SqliteDataReader row) => new()
    {
        Key = row.GetString(0),
        Merchant = row.GetString(1),
        Channel = row.GetString(2),
        OrderId = row.GetString(3),
        PaymentId = row.GetString(4),
        QliroOrderId = row.IsDBNull(5) ? null : row.GetString(5),
        State = row.GetString(6),
        Version = row.GetInt64(7),
        OutboxEntries = row.GetInt32(8),
        DueAt = row.IsDBNull(9) ? null : UnixMilliseconds.ToTime(row.GetInt64(9)),
        ParkedReason = row.IsDBNull(10) ? null : row.GetString(10),
        UpdatedAt = UnixMilliseconds.ToTime(row.GetInt64(11)),
    };

    // The provider's asynchronous methods run synchronously. The method is async all the same, so that a failure
    // becomes a failed task.
    private async Task<IReadOnlyList<T>> Read<T>(
        string text, Func<SqliteDataReader, T> convert, CancellationToken cancellation,
        params (string Name, object Value)[] parameters)
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
