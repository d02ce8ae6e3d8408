namespace QliroAdapter.Ops;

/// <summary>
/// One payment at Norce, in the adapter and at Qliro, and what a refresh would do about each discrepancy.
/// </summary>
internal static class ComparePage
{
    public static IResult Result(HttpRequest request, PaymentKey key, PaymentComparison comparison)
    {
        var page = new Page(request);
        return page.Result($"Payment {key.PaymentId} at Norce, here and at Qliro", Html.Of($"""
            <p>Read at {comparison.At}. <a href="{page.PaymentUrl(key.ToString())}">Back to the payment</a>.</p>
            {Facts(comparison.Facts)}
            {Discrepancies(comparison.Discrepancies)}
            <p>{Announced(comparison.Discrepancies)}</p>
            {RepairForms.Button(page, "refresh", key.ToString(), "Refresh now")}
            """));
    }

    private static Html Facts(IReadOnlyList<ComparedFact> facts) => Html.Of($"""
        <div class="scroll">
        <table data-testid="snapshot">
        <caption>What each of the three says</caption>
        <thead><tr><th scope="col">About</th><th scope="col">Norce</th><th scope="col">Adapter</th>
        <th scope="col">Qliro</th></tr></thead>
        <tbody>{facts.Select(fact => Html.Of($"""
            <tr><th scope="row">{fact.Name}</th><td>{Said(fact.Norce)}</td><td>{Said(fact.Adapter)}</td>
            <td>{Said(fact.Qliro)}</td></tr>
            """))}</tbody>
        </table>
        </div>
        """);

    private static Html Discrepancies(IReadOnlyList<Discrepancy> discrepancies) => discrepancies.Count == 0
        ? Html.Of($"""<p class="good" data-testid="discrepancies">The three agree.</p>""")
        : Html.Of($"""
            <div class="scroll">
            <table data-testid="discrepancies">
            <caption>Where they differ</caption>
            <thead><tr><th scope="col">Discrepancy</th><th scope="col">What</th>
            <th scope="col">A refresh would</th></tr></thead>
            <tbody>{discrepancies.Select(Row)}</tbody>
            </table>
            </div>
            """);

    private static Html Row(Discrepancy discrepancy) => Html.Of($"""
        <tr data-testid="discrepancy-{discrepancy.Name}">
        <th scope="row">{discrepancy.Name}</th><td>{discrepancy.What}</td>
        <td>{(discrepancy.Repair is { } repair ? Html.Of($"{repair}") : Html.Of($"""
            <span class="parked">change nothing and park it: a person must decide</span>
            """))}</td>
        </tr>
        """);

    private static string Announced(IReadOnlyList<Discrepancy> discrepancies) => discrepancies.Count == 0
        ? "A refresh would compare again and change nothing."
        : "A refresh compares again and then does what stands above, for what it finds then.";

    private static string Said(string? text) => text is { Length: > 0 } ? text : "-";
}
