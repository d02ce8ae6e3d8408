using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// The condition of an operator's search in <c>payments</c>, in SQL that both databases understand. Parameters:
/// <c>@text</c>, <c>@state</c>, <c>@ended</c>; a search uses those it needs.
/// </summary>
internal static class SearchCondition
{
    public static string Of(PaymentSearch search)
    {
        var conditions = new List<string>
        {
            search.Text is { Length: > 0 }
                ? "(key = @text or order_id = @text or payment_id = @text or qliro_order_id = @text)"
                : "state <> @ended",
        };
        if (search.State is not null) conditions.Add("state = @state");
        if (search.ParkedOnly) conditions.Add("parked_reason is not null");
        if (search.OutboxOnly) conditions.Add("owed_calls > 0");
        return string.Join(" and ", conditions);
    }
}
