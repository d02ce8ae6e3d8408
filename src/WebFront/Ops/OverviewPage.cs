namespace QliroAdapter.Ops;

/// <summary>
/// The overview: payments that need a person, the number of payments in each state, the load of this node, and a
/// search.
/// </summary>
internal static class OverviewPage
{
    public static IResult Result(
        HttpRequest request, OverviewQuery query, IReadOnlyList<StateCount> counts,
        IReadOnlyList<PaymentSummary> waiting, IReadOnlyList<PaymentSummary> found, ISiloStatistics node,
        IReadOnlyList<PartnerHealth> partners, Html channels)
    {
        var page = new Page(request);
        var body = Html.Of($"""
            {Search(page, query, counts)}
            {(query.IsFiltered ? Html.Nothing : Status(page, counts, waiting, node, partners, channels))}
            {PaymentTable.Of(page, query.IsFiltered ? "Payments found" : "Latest payments", "payments", found)}
            {Full(found)}
            """);
        return page.Result(query.IsFiltered ? "Search" : "Overview", body);
    }

    private static Html Status(
        Page page, IReadOnlyList<StateCount> counts, IReadOnlyList<PaymentSummary> waiting, ISiloStatistics node,
        IReadOnlyList<PartnerHealth> partners, Html channels) =>
        Html.Of($"""
        {channels}
        {PaymentTable.Of(page, "Payments that wait for an operator", "parked-payments", waiting)}
        <div class="columns">
        {Counts(page, counts)}
        {Node(node)}
        {PartnerTable.Of(partners)}
        </div>
        """);

    private static Html Search(Page page, OverviewQuery query, IReadOnlyList<StateCount> counts) => Html.Of($"""
        <form class="search" method="get" action="{page.Root}" role="search" data-testid="search">
        <label>Order id, payment id, Qliro order id or key
        <input name="text" value="{query.Text}" type="search" autocomplete="off" data-testid="search-text"></label>
        <label>State
        <select name="state" data-testid="search-state"><option value="">any</option>
        {counts.Select(count => Option(count.State, query.State))}</select></label>
        {Filter("parked", "waits for an operator", query.ParkedOnly)}
        {Filter("outbox", "has outbox entries", query.OutboxOnly)}
        <button>Search</button>
        </form>
        """);

    private static Html Option(string state, string? chosen)
        => string.Equals(state, chosen, StringComparison.Ordinal)
            ? Html.Of($"""<option selected>{state}</option>""")
            : Html.Of($"""<option>{state}</option>""");

    private static Html Filter(string name, string label, bool isOn) => Html.Of($"""
        <label class="check">
        <input type="checkbox" name="{name}"{(isOn ? Html.Of($" checked") : Html.Nothing)}> {label}</label>
        """);

    private static Html Counts(Page page, IReadOnlyList<StateCount> counts) => counts.Count == 0
        ? Html.Of($"""<p class="empty" data-testid="states">Payments by state: none yet.</p>""")
        : Html.Of($"""
            <table data-testid="states">
            <caption>Payments by state</caption>
            <thead><tr><th scope="col">State</th><th scope="col" class="number">Payments</th>
            <th scope="col" class="number">Parked</th><th scope="col" class="number">Outbox entries</th></tr></thead>
            <tbody>{counts.Select(count => Count(page, count))}</tbody>
            </table>
            """);

    private static Html Count(Page page, StateCount count) => Html.Of($"""
        <tr data-testid="state-{count.State}">
        <th scope="row"><a href="{page.SearchUrl("state", count.State)}">{count.State}</a></th>
        <td class="number">{count.Payments}</td><td class="number">{count.Parked}</td>
        <td class="number">{count.OutboxEntries}</td>
        </tr>
        """);

    private static Html Node(ISiloStatistics node) => Html.Of($"""
        <table data-testid="node">
        <caption>This node</caption>
        <tbody>
        {Figure("ready", "Takes calls", node.IsReady ? "yes" : "no")}
        {Figure("activations", "Payments in memory", $"{node.Activations}")}
        {Figure("waiting", "Messages waiting", $"{node.WaitingMessages}")}
        {Figure("running", "Turns running", $"{node.RunningTurns}")}
        </tbody>
        </table>
        """);

    private static Html Figure(string testId, string name, string value) => Html.Of($"""
        <tr><th scope="row">{name}</th><td class="number" data-testid="{testId}">{value}</td></tr>
        """);

    private static Html Full(IReadOnlyList<PaymentSummary> found) => found.Count < OverviewQuery.RowsMax
        ? Html.Nothing
        : Html.Of($"""<p class="empty">Only the {OverviewQuery.RowsMax} that changed last are shown.</p>""");
}
