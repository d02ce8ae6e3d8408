using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// An operator's search in <c>payments</c>, in SQL that both databases understand. One condition is answered from its
/// index, in the index's order; the others are looked for among the rows that it gives, of which no more than
/// <see cref="PaymentSearch.LookedThroughMax"/> are read. So a search takes a bounded time, however rare its
/// combination of conditions is. Parameters: <c>@text</c>, <c>@end</c>, <c>@merchant</c>, <c>@channel</c>,
/// <c>@state</c>, <c>@ended</c>, <c>@since</c>, <c>@until</c>, <c>@needs</c>, <c>@method</c>, <c>@least</c>,
/// <c>@most</c>, <c>@after_at</c>, <c>@after_key</c>, <c>@max</c>; a search uses those it needs.
/// </summary>
internal static class SearchCondition
{
    private const string NotEnded = "state <> @ended";

    private static readonly string[] idColumns =
        ["key", "order_id", "payment_id", "qliro_order_id", "merchant_reference"];

    private static readonly string exact = "key in (" + string.Join(
        " union ", idColumns.Select(column => $"select key from payments where {column} = @text"))
        + " union select key from payment_ids where id = @text)";

    private static readonly string beginning = "key in (" + string.Join(
        " union ", idColumns.Select(column => Beginnings("payments", column)).Append(Beginnings("payment_ids", "id")))
        + ")";

    /// <summary>The whole statement, which selects <see cref="StoredRows.Columns"/>.</summary>
    /// <param name="search">What to search for.</param>
    /// <param name="isIndexNamed">
    /// True for SQLite, which without statistics sorts all payments, or goes through all, where an index has the few.
    /// </param>
    public static string Select(PaymentSearch search, bool isIndexNamed)
    {
        var (indexed, others) = Conditions(search);
        var payments = Payments(search, isIndexNamed);
        return others.Count == 0 && !search.ByAmount
            ? $"select {StoredRows.Columns} from {payments} where {indexed} order by {Order(search)} limit @max"
            : $"select {StoredRows.Columns} from (select {StoredRows.Columns} from {payments} where {indexed} "
                + $"order by {Order(search)} limit {PaymentSearch.LookedThroughMax}) as looked_through "
                + $"where {(others.Count == 0 ? "true" : string.Join(" and ", others))} "
                + $"order by {(search.ByAmount ? "coalesce(amount, 0) desc, key" : Order(search))} limit @max";
    }

    /// <summary>The last row that <see cref="Select"/> looks through; no row where it looks through all.</summary>
    public static string SelectEnd(PaymentSearch search, bool isIndexNamed)
        => $"select updated_at, key from {Payments(search, isIndexNamed)} where {Conditions(search).Indexed} "
            + $"order by {Order(search)} limit 1 offset {PaymentSearch.LookedThroughMax - 1}";

    /// <summary>True when it may end before the last payment.</summary>
    public static bool IsBounded(PaymentSearch search)
        => Conditions(search).Others.Count > 0 && search.NeedsPersonAt is null && string.IsNullOrEmpty(search.Text);

    /// <summary>
    /// The end of all texts with this beginning: no text has a letter behind the last one of Unicode. Both databases
    /// compare ids by their bytes in UTF-8.
    /// </summary>
    public static string EndOf(string beginning) => beginning + "\U0010FFFF";

    private static string Payments(PaymentSearch search, bool isIndexNamed)
        => isIndexNamed && Indexed(search).Index is { } index ? $"payments indexed by {index}" : "payments";

    private static (string Indexed, IReadOnlyList<string> Others) Conditions(PaymentSearch search)
    {
        var indexed = new List<string> { Indexed(search).Condition };
        List<string> others = [.. Others(search).Where(one => !indexed[0].Contains(one, StringComparison.Ordinal))];
        // Where all is looked through, the index alone tells how far: no row is read for it.
        if (indexed[0] == NotEnded && others.Count > 0)
        {
            indexed[0] = "true";
            others.Add(NotEnded);
        }
        if (search.From is not null) indexed.Add("updated_at >= @since");
        if (search.Until is not null) indexed.Add("updated_at < @until");
        if (search.After is not null)
            indexed.Add($"(updated_at, key) {(search.OldestFirst ? '>' : '<')} (@after_at, @after_key)");
        return (string.Join(" and ", indexed), others);
    }

    /// <summary>The condition that leaves the fewest rows and has an index, which texts have several of.</summary>
    private static (string Condition, string? Index) Indexed(PaymentSearch search) => search switch
    {
        { Text.Length: > 0 } => (OfText(search), null),
        { NeedsPersonAt: not null } => ("attention is not null and attention_at <= @needs", "payments_attention"),
        { EventsWaitingOnly: true } => ("events_since is not null", "payments_events"),
        { EventsGivenUpOnly: true } => ("events_given_up > 0", "payments_events_given_up"),
        { HeldOnly: true } => ("held_reason is not null", "payments_held"),
        { ParkedOnly: true, State: not null } => ("parked_reason is not null and state = @state", "payments_parked"),
        { ParkedOnly: true } => ("parked_reason is not null", "payments_parked"),
        { OutboxOnly: true, State: not null } => ("owed_calls > 0 and state = @state", "payments_owing"),
        { OutboxOnly: true } => ("owed_calls > 0", "payments_owing"),
        { State: not null } => ("state = @state", "payments_state"),
        _ => (NotEnded, "payments_newest"),
    };

    private static IEnumerable<string> Others(PaymentSearch search)
    {
        if (search.Merchant is not null) yield return "merchant = @merchant";
        if (search.Channel is not null) yield return "channel = @channel";
        if (search.State is not null) yield return "state = @state";
        if (search.Method is not null) yield return "method = @method";
        if (search.AmountMin is not null) yield return "amount >= @least";
        if (search.AmountMax is not null) yield return "amount <= @most";
        if (search.ParkedOnly) yield return "parked_reason is not null";
        if (search.OutboxOnly) yield return "owed_calls > 0";
        if (search.HeldOnly) yield return "held_reason is not null";
        if (search.EventsWaitingOnly) yield return "events_since is not null";
        if (search.EventsGivenUpOnly) yield return "events_given_up > 0";
        if (search.NeedsPersonAt is not null) yield return "attention is not null and attention_at <= @needs";
    }

    private static string Order(PaymentSearch search)
    {
        if (search.NeedsPersonAt is not null) return "at_risk desc, attention_at, key";
        if (search.EventsWaitingOnly) return "events_since, key";
        return search.OldestFirst ? "updated_at, key" : "updated_at desc, key desc";
    }

    private static string Beginnings(string table, string column)
        => $"select key from (select key from {table} where {column} >= @text and {column} < @end "
            + $"order by {column} limit {PaymentSearch.BeginningsMax}) as of_{column}";

    private static string OfText(PaymentSearch search)
        => search.Text!.Length < PaymentSearch.BeginningMin || search.IsExact ? exact : beginning;
}
