using System.Data.Common;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// How much all outboxes hold, and how many payments are held, in SQL that both databases understand. Answered from the
/// indexes of payments with outbox entries and of held ones.
/// </summary>
internal static class OutboxRows
{
    public const string All =
        """
        select
            (select coalesce(sum(owed_calls), 0) from payments where owed_calls > 0),
            (select min(outbox_since) from payments where outbox_since is not null),
            (select min(outbox_since) from payments where outbox_since is not null and parked_reason is null),
            (select count(*) from payments where held_reason is not null)
        """;

    public static Backlog Of(DbDataReader row) => new()
    {
        OutboxEntries = row.GetInt64(0),
        OldestOutboxEntry = StoredRows.ToTime(row, 1),
        OldestUnparked = StoredRows.ToTime(row, 2),
        Held = row.GetInt64(3),
        Attention = [],
    };
}
