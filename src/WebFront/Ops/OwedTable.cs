namespace QliroAdapter.Ops;

/// <summary>Calls that a payment owes, with what stood in the way.</summary>
internal static class OwedTable
{
    public static Html Of(IReadOnlyList<OwedItem> calls) => calls.Count == 0 ? Html.Nothing : Html.Of($"""
        <div class="scroll">
        <table data-testid="owed-calls">
        <caption>Calls owed to Norce and Qliro</caption>
        <thead><tr><th scope="col">Call</th><th scope="col">What it does</th><th scope="col">Since</th>
        <th scope="col" class="number">Failed tries</th><th scope="col">Next try</th>
        <th scope="col">Problem</th></tr></thead>
        <tbody>{calls.Select(Row)}</tbody>
        </table>
        </div>
        """);

    private static Html Row(OwedItem call) => Html.Of($"""
        <tr data-testid="owed-{call.Call}">
        <th scope="row">{call.Call}</th><td>{call.Meaning}</td><td>{call.Since}</td>
        <td class="number">{call.Attempts}</td>
        <td>{(call.IsParked ? Html.Of($"""<span class="parked">parked</span>""") : Html.Of($"{call.DueAt}"))}</td>
        <td>{call.Problem ?? "-"}</td>
        </tr>
        """);
}
