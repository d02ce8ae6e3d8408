using Microsoft.Extensions.Options;
using QliroAdapter.Ops.Pages;
using QliroAdapter.OutgoingEvents;

namespace QliroAdapter.Ops;

/// <summary>
/// What the shop's endpoint has not taken, as it is stored, and what all nodes sent lately, as they remember it.
/// </summary>
internal static class EventEndpoint
{
    // As many as a person can look through; each node keeps the newest fifty.
    private const int RowsMax = 100;

    public static async Task<IResult> Show(
        ICluster cluster, IPaymentRecords records, IPaymentGrains grains, TimeProvider clock,
        IOptions<EventOptions> options, CancellationToken cancellation)
    {
        var figures = cluster.Look(cancellation);
        var backlog = await records.Backlog(clock.GetUtcNow(), cancellation);
        var undelivered = await UndeliveredFacts.Read(records, grains, cancellation);
        var looked = await figures;
        return OpsPage.Of<Events>(
            (nameof(Events.Options), options.Value), (nameof(Events.Backlog), backlog),
            (nameof(Events.Undelivered), undelivered),
            (nameof(Events.Attempts), looked.Nodes.SelectMany(node => node.Events)
                .OrderByDescending(attempt => attempt.At).Take(RowsMax).ToList()),
            (nameof(Events.Shortcoming), looked.Shortcoming));
    }
}
