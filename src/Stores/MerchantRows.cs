using System.Data.Common;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// What waits by merchant, in SQL that both databases understand. Reads the rows that wait, and no others. Parameters:
/// <c>@at</c>, <c>@max</c>.
/// </summary>
internal static class MerchantRows
{
    public const string Waiting =
        """
        select merchant, cast(sum(people) as bigint), cast(sum(entries) as bigint), min(since),
            cast(sum(parked) as bigint) from (
            select merchant, 0 as people, sum(owed_calls) as entries,
                min(case when parked_reason is null then outbox_since end) as since,
                sum(case when parked_reason is null then 0 else owed_calls end) as parked from payments
            where owed_calls > 0 group by merchant
            union all
            select merchant, count(*), 0, null, 0 from payments
            where attention is not null and attention_at <= @at group by merchant) as waiting
        group by merchant
        order by 3 desc, 2 desc, 1
        limit @max
        """;

    public static MerchantBacklog Of(DbDataReader row)
        => new(row.GetString(0), row.GetInt64(1), row.GetInt64(2), StoredRows.ToTime(row, 3))
        {
            ParkedEntries = row.GetInt64(4),
        };
}
