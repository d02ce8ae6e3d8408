using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// The condition and order of an operator's search in <c>payments</c>, in SQL that both databases understand.
/// Parameters: <c>@text</c>, <c>@end</c>, <c>@merchant</c>, <c>@channel</c>, <c>@state</c>, <c>@ended</c>,
/// <c>@since</c>, <c>@until</c>, <c>@needs</c>, <c>@after_at</c>, <c>@after_key</c>; a search uses those it needs.
/// </summary>
internal static class SearchCondition
{
    private const string Exact =
        "(key = @text or order_id = @text or payment_id = @text or qliro_order_id = @text "
        + "or merchant_reference = @text)";

    private static readonly string beginning = "key in ("
        + string.Join(" union ", new[] { "key", "order_id", "payment_id", "qliro_order_id", "merchant_reference" }
            .Select(column => $"select key from (select key from payments where {column} >= @text and {column} < @end "
                + $"order by {column} limit {PaymentSearch.BeginningsMax}) as of_{column}")) + ")";

    public static string Of(PaymentSearch search)
    {
        var conditions = new List<string> { OfText(search) };
        if (search.Merchant is not null) conditions.Add("merchant = @merchant");
        if (search.Channel is not null) conditions.Add("channel = @channel");
        if (search.State is not null) conditions.Add("state = @state");
        if (search.From is not null) conditions.Add("updated_at >= @since");
        if (search.Until is not null) conditions.Add("updated_at < @until");
        if (search.ParkedOnly) conditions.Add("parked_reason is not null");
        if (search.OutboxOnly) conditions.Add("owed_calls > 0");
        if (search.NeedsPersonAt is not null) conditions.Add("attention is not null and attention_at <= @needs");
        if (search.After is not null)
            conditions.Add($"(updated_at, key) {(search.OldestFirst ? '>' : '<')} (@after_at, @after_key)");
        return string.Join(" and ", conditions);
    }

    public static string Order(PaymentSearch search)
    {
        if (search.NeedsPersonAt is not null) return "at_risk desc, attention_at, key";
        return search.OldestFirst ? "updated_at, key" : "updated_at desc, key desc";
    }

    /// <summary>
    /// The end of all texts with this beginning: no text has a letter behind the last one of Unicode. Both databases
    /// compare ids by their bytes in UTF-8.
    /// </summary>
    public static string EndOf(string beginning) => beginning + "\U0010FFFF";

    private static string OfText(PaymentSearch search) => search.Text switch
    {
        null or "" => "state <> @ended",
        { Length: < PaymentSearch.BeginningMin } => Exact,
        _ => search.IsExact ? Exact : beginning,
    };
}
