using System.Data.Common;

namespace QliroAdapter.Store;

/// <summary>
/// Which payments may be deleted, in SQL that both databases understand; answered from the index of the newest.
/// Parameters: <c>@before</c>, <c>@max</c>.
/// </summary>
internal static class EndedPaymentSql
{
    /// <summary>
    /// Nothing is due, parked, held or in the outbox, and nobody must act. An operation that Qliro has not finished has
    /// a due time, unless the payment is parked or held.
    /// </summary>
    public const string Condition =
        "updated_at < @before and due_at is null and parked_reason is null and held_reason is null "
        + "and owed_calls = 0 and outbox_since is null and attention is null";

    public const string Keys = $"select key from payments where {Condition} order by updated_at, key limit @max";

    public const string Count =
        $"""
        select merchant, case when payment_id = '' then '{EndedPayments.CreationRecords}' else state end, count(*),
            cast(sum(octet_length(document) + (
                select coalesce(sum(octet_length(kind) + octet_length(summary)), 0) from payment_events as event
                where event.key = payments.key)) as bigint)
        from payments where {Condition}
        group by 1, 2 order by 1, 2
        """;

    public static EndedPayments Of(DbDataReader row)
        => new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3));
}
