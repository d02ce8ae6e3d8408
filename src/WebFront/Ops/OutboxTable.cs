namespace QliroAdapter.Ops;

/// <summary>A payment's outbox entries, with the reason why each could not be delivered.</summary>
internal static class OutboxTable
{
    public static Html Of(IReadOnlyList<OutboxItem> entries) => entries.Count == 0 ? Html.Nothing : Html.Of($"""
        <div class="scroll">
        <table data-testid="outbox">
        <caption>Outbox: steps at Norce and Qliro that are not done</caption>
        <thead><tr><th scope="col">Entry</th><th scope="col">What it does</th><th scope="col">Since</th>
        <th scope="col" class="number">Failed tries</th><th scope="col">Next try</th>
        <th scope="col">Problem</th></tr></thead>
        <tbody>{entries.Select(Row)}</tbody>
        </table>
        </div>
        """);

    private static Html Row(OutboxItem entry) => Html.Of($"""
        <tr data-testid="outbox-{entry.Kind}">
        <th scope="row">{entry.Kind}</th><td>{entry.Meaning}</td><td>{entry.Since}</td>
        <td class="number">{entry.Attempts}</td>
        <td>{(entry.IsParked ? Html.Of($"""<span class="parked">parked</span>""") : Html.Of($"{entry.DueAt}"))}</td>
        <td>{entry.Problem ?? "-"}</td>
        </tr>
        """);
}
