using System.Data.Common;

namespace QliroAdapter.Store;

/// <summary>
/// How much all outboxes hold, in SQL that both databases understand. Answered from the indexes of payments with outbox
/// entries.
/// </summary>
internal static class OutboxRows
{
    public const string All =
        """
        select
            (select coalesce(sum(owed_calls), 0) from payments where owed_calls > 0),
            (select min(outbox_since) from payments where outbox_since is not null),
            (select min(outbox_since) from payments where outbox_since is not null and parked_reason is null)
        """;

    public static (long Entries, DateTimeOffset? Oldest, DateTimeOffset? OldestUnparked) Of(DbDataReader row)
        => (row.GetInt64(0), StoredRows.ToTime(row, 1), StoredRows.ToTime(row, 2));
}
