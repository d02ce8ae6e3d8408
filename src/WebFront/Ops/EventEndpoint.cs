using Microsoft.Extensions.Options;
using QliroAdapter.Ops.Pages;
using QliroAdapter.OutgoingEvents;

namespace QliroAdapter.Ops;

/// <summary>What the shop's endpoint was told lately, by all nodes.</summary>
internal static class EventEndpoint
{
    // As many as a person can look through; each node keeps the newest fifty.
    private const int RowsMax = 100;

    public static async Task<IResult> Show(
        ICluster cluster, IOptions<EventOptions> options, CancellationToken cancellation)
    {
        var figures = await cluster.Look(cancellation);
        return OpsPage.Of<Events>(
            (nameof(Events.Options), options.Value),
            (nameof(Events.Attempts), figures.Nodes.SelectMany(node => node.Events)
                .OrderByDescending(attempt => attempt.At).Take(RowsMax).ToList()),
            (nameof(Events.Shortcoming), figures.Shortcoming));
    }
}
