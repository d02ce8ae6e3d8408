using Microsoft.AspNetCore.Mvc;
using QliroAdapter.Ops.Pages;

namespace QliroAdapter.Ops;

/// <summary>The nodes of the cluster, and which of them holds a payment.</summary>
internal static class ClusterEndpoint
{
    public static async Task<IResult> ShowCluster(
        [FromQuery(Name = "key")] string? key, ICluster cluster, IPaymentRecords records,
        CancellationToken cancellation)
    {
        var figures = cluster.Look(cancellation);
        var members = cluster.Members(cancellation);
        var payment = await PaymentOf(key?.Trim(), records, cancellation);
        return OpsPage.Of<Cluster>((nameof(Cluster.Facts), new ClusterFacts
        {
            Figures = await figures,
            Members = await members,
            Key = payment?.ToString() ?? key?.Trim(),
            Holder = payment is { } known
                ? await HolderFacts.Of(known, cluster, (await figures).Nodes, cancellation)
                : null,
        }));
    }

    /// <summary>By its key, or by any of its ids.</summary>
    private static async Task<PaymentKey?> PaymentOf(
        string? text, IPaymentRecords records, CancellationToken cancellation)
    {
        if (text is not { Length: > 0 }) return null;
        if (PaymentKey.TryParse(text) is { } key) return key;
        var found = await records.Find(new() { Text = text, IsExact = true, RowsMax = 10 }, cancellation);
        return found.Select(payment => PaymentKey.TryParse(payment.Key)).FirstOrDefault(one => one is not null);
    }
}
