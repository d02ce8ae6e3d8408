using QliroAdapter.WebFront;

namespace QliroAdapter.Ops;

/// <summary>Channels whose configuration document this node cannot read; not shown when there are none.</summary>
internal static class ChannelTable
{
    public static Html Of(IReadOnlyList<ChannelHealth> stale, DateTimeOffset now) => stale.Count == 0
        ? Html.Nothing
        : Html.Of($"""
            <table data-testid="stale-channels">
            <caption>Channels whose configuration cannot be read</caption>
            <thead><tr><th scope="col">Channel</th><th scope="col">Since</th>
            <th scope="col">What serves</th></tr></thead>
            <tbody>{stale.Select(channel => Row(channel, now))}</tbody>
            </table>
            """);

    private static Html Row(ChannelHealth channel, DateTimeOffset now) => Html.Of($"""
        <tr data-testid="stale-{ChannelChecks.Name(channel.Channel)}">
        <th scope="row">{ChannelChecks.Name(channel.Channel)}</th>
        <td><span class="problem">{channel.UnavailableSince}</span></td><td>{Serving(channel, now)}</td>
        </tr>
        """);

    private static Html Serving(ChannelHealth channel, DateTimeOffset now)
        => channel is { ReadAt: { } readAt, ServesUntil: { } until }
            ? Html.Of($"its document of {readAt}, {StoreChecks.Ago(now - readAt)} old, until {until}")
            : Html.Of($"""<span class="problem">nothing: its calls are refused</span>""");
}
