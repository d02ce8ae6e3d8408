namespace QliroAdapter.Ops;

/// <summary>How this node finds its partners.</summary>
internal static class PartnerTable
{
    public static Html Of(IReadOnlyList<PartnerStanding> partners) => partners.Count == 0
        ? Html.Of($"""<p class="empty" data-testid="partners">Partners: none called yet.</p>""")
        : Html.Of($"""
            <table data-testid="partners">
            <caption>Partners</caption>
            <thead><tr><th scope="col">Partner</th><th scope="col">Host</th><th scope="col">Standing</th>
            <th scope="col" class="number">Calls spared</th></tr></thead>
            <tbody>{partners.Select(Row)}</tbody>
            </table>
            """);

    private static Html Row(PartnerStanding partner) => Html.Of($"""
        <tr data-testid="partner-{partner.Partner}">
        <th scope="row">{partner.Partner}</th><td>{partner.Host}</td><td>{Standing(partner)}</td>
        <td class="number">{partner.CallsSpared}</td>
        </tr>
        """);

    private static Html Standing(PartnerStanding partner) => partner is { AwaySince: { } since, TriedAgainAt: { } next }
        ? Html.Of($"""<span class="problem">away since {since}</span>, tried again at {next}""")
        : Html.Of($"answers");
}
