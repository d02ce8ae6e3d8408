using System.Data.Common;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// How much all outboxes hold, how many payments are held, and which events were not delivered, in SQL that both
/// databases understand. Answered from the indexes of such payments.
/// </summary>
internal static class OutboxRows
{
    public const string All =
        """
        select
            (select coalesce(sum(owed_calls), 0) from payments where owed_calls > 0),
            (select min(outbox_since) from payments where outbox_since is not null),
            (select min(outbox_since) from payments where outbox_since is not null and parked_reason is null),
            (select count(*) from payments where held_reason is not null),
            (select min(events_since) from payments where events_since is not null and held_reason is null),
            (select coalesce(sum(events_given_up), 0) from payments where events_given_up > 0),
            (select coalesce(sum(owed_calls), 0) from payments where parked_reason is not null and owed_calls > 0)
        """;

    public static Backlog Of(DbDataReader row) => new()
    {
        OutboxEntries = row.GetInt64(0),
        OldestOutboxEntry = StoredRows.ToTime(row, 1),
        OldestUnparked = StoredRows.ToTime(row, 2),
        Held = row.GetInt64(3),
        OldestEvent = StoredRows.ToTime(row, 4),
        EventsGivenUp = row.GetInt64(5),
        ParkedEntries = row.GetInt64(6),
        Attention = [],
    };
}
