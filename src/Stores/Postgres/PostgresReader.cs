using Npgsql;
using NpgsqlTypes;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>Every read of the database, each as one statement on a pooled connection. Thread-safe.</summary>
internal sealed class PostgresReader(PostgresCommands commands)
{
    public async Task<StoredPayment?> Load(string key, CancellationToken cancellation)
    {
        var rows = await commands.Read("select version, document, data_key, chain, last_event from payment_read(@key)",
            row => StoredRows.ToPayment(key, row), cancellation,
            new NpgsqlParameter("key", PostgresText.Of(key)));
        return rows.Count == 0 ? null : rows[0];
    }

    public Task<IReadOnlyList<TimelineEntry>> History(string key, CancellationToken cancellation) => commands.Read(
        $"select {StoredRows.EventColumns} from payment_events where key = @key order by seq", StoredRows.ToEntry,
        cancellation, new NpgsqlParameter("key", PostgresText.Of(key)));

    public async Task<IReadOnlyList<TimelineEntry>> Timeline(string key, int max, CancellationToken cancellation)
        => StoredRows.Merge(
            await commands.Read(
                $"""
                select {StoredRows.EventColumns}
                from (select * from payment_events where key = @key order by seq desc limit @max) as newest
                order by seq
                """,
                StoredRows.ToEntry, cancellation, new("key", PostgresText.Of(key)), new("max", max)),
            await commands.Read(
                $"select {StoredRows.RepeatColumns} from payment_repeats where key = @key order by first_at, what",
                StoredRows.ToRepeat, cancellation, new NpgsqlParameter("key", PostgresText.Of(key))));

    public Task<IReadOnlyList<StateCount>> CountByState(CancellationToken cancellation) => commands.Read(
        """
        select state, sum(payments)::bigint, sum(parked)::bigint, sum(entries)::bigint from (
            select state, count(*) as payments, 0 as parked, 0 as entries from payments
            where state <> @ended group by state
            union all
            select state, 0, count(*), 0 from payments where parked_reason is not null group by state
            union all
            select state, 0, 0, sum(owed_calls) from payments where owed_calls > 0 group by state) as counted
        group by state
        order by state
        """,
        row => new StateCount(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)), cancellation,
        new NpgsqlParameter("ended", CreationStates.Ended));

    public async Task<Backlog> Backlog(DateTimeOffset at, CancellationToken cancellation)
    {
        var outbox = await commands.Read(OutboxRows.All, OutboxRows.Of, cancellation);
        return outbox[0] with
        {
            Attention = await commands.Read(
                """
                select attention, coalesce(currency, ''), count(*), sum(at_risk)::bigint from payments
                where attention is not null and attention_at <= @at
                group by attention, coalesce(currency, '')
                order by 1, 2
                """, StoredRows.ToSum, cancellation, Time("at", at)),
        };
    }

    public Task<IReadOnlyList<MerchantBacklog>> Waiting(DateTimeOffset at, int max, CancellationToken cancellation)
        => commands.Read(
            MerchantRows.Waiting, MerchantRows.Of, cancellation, Time("at", at), new("max", max));

    public Task<IReadOnlyList<PaymentSummary>> Find(PaymentSearch search, CancellationToken cancellation)
        => commands.Read(
            SearchCondition.Select(search, isIndexNamed: false), StoredRows.ToSummary, cancellation,
            Parameters(search));

    public async Task<PagePlace?> EndOf(PaymentSearch search, CancellationToken cancellation)
    {
        if (!SearchCondition.IsBounded(search)) return null;
        var rows = await commands.Read(
            SearchCondition.SelectEnd(search, isIndexNamed: false), StoredRows.ToPlace, cancellation,
            Parameters(search));
        return rows.Count == 0 ? null : rows[0];
    }

    private static NpgsqlParameter[] Parameters(PaymentSearch search) =>
    [
        Text("text", search.Text), Text("end", SearchCondition.EndOf(search.Text ?? "")),
        Text("merchant", search.Merchant), Text("channel", search.Channel), Text("state", search.State),
        Time("since", search.From), Time("until", search.Until), Time("needs", search.NeedsPersonAt),
        Text("method", search.Method), Amount("least", search.AmountMin), Amount("most", search.AmountMax),
        Time("after_at", search.After?.UpdatedAt), Text("after_key", search.After?.Key),
        new("max", Math.Clamp(search.RowsMax, 1, 500)), new("ended", CreationStates.Ended),
    ];

    private static NpgsqlParameter Amount(string name, decimal? value)
        => new(name, NpgsqlDbType.Bigint) { Value = (object?)Hundredths.Of(value) ?? DBNull.Value };

    private static NpgsqlParameter Text(string name, string? value)
        => new(name, NpgsqlDbType.Text) { Value = (object?)PostgresText.OrNull(value) ?? DBNull.Value };

    private static NpgsqlParameter Time(string name, DateTimeOffset? value)
        => new(name, NpgsqlDbType.TimestampTz) { Value = (object?)value?.UtcDateTime ?? DBNull.Value };
}
