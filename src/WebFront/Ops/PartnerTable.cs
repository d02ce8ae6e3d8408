namespace QliroAdapter.Ops;

/// <summary>The health of the partners' hosts, as this node sees it.</summary>
internal static class PartnerTable
{
    public static Html Of(IReadOnlyList<PartnerHealth> partners) => partners.Count == 0
        ? Html.Of($"""<p class="empty" data-testid="partners">Partners: none called yet.</p>""")
        : Html.Of($"""
            <table data-testid="partners">
            <caption>Partners</caption>
            <thead><tr><th scope="col">Partner</th><th scope="col">Host</th><th scope="col">Circuit</th>
            <th scope="col" class="number">Calls not sent</th></tr></thead>
            <tbody>{partners.Select(Row)}</tbody>
            </table>
            """);

    private static Html Row(PartnerHealth partner) => Html.Of($"""
        <tr data-testid="partner-{partner.Partner}">
        <th scope="row">{partner.Partner}</th><td>{partner.Host}</td><td>{Health(partner)}</td>
        <td class="number">{partner.CallsNotSent}</td>
        </tr>
        """);

    private static Html Health(PartnerHealth partner) => partner is { OpenSince: { } since, TriedAgainAt: { } next }
        ? Html.Of($"""<span class="problem">open since {since}</span>, tried again at {next}""")
        : Html.Of($"closed: it answers");
}
