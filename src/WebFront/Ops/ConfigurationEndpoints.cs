using Microsoft.AspNetCore.Mvc;
using QliroAdapter.Norce;
using QliroAdapter.Ops.Pages;
using QliroAdapter.Silo;
using QliroAdapter.WebFront;

namespace QliroAdapter.Ops;

/// <summary>What is set: of the process, and of each channel.</summary>
internal static class ConfigurationEndpoints
{
    // As many of the latest payments as their channels are looked for in.
    private const int PaymentsMax = 500;

    public static IResult ShowSettings(IConfiguration configuration)
        => OpsPage.Of<Pages.Settings>((nameof(Pages.Settings.InForce), AdapterSettings.InForce(configuration)));

    public static async Task<IResult> ShowChannels(
        IConfiguration configuration, IPaymentRecords records, ICluster cluster, CancellationToken cancellation)
    {
        var latest = Task.Run(() => records.Find(new() { RowsMax = PaymentsMax }, cancellation), cancellation);
        var figures = await cluster.Look(cancellation);
        var configured = ConfiguredChannels.Read(configuration).Keys;
        var stale = figures.Nodes.SelectMany(node => node.Stale).DistinctBy(one => one.Channel).ToList();
        var channels = configured.Concat(stale.Select(one => one.Channel))
            .Concat((await latest).Select(payment => new ChannelKey(payment.Merchant, payment.Channel))).Distinct()
            .OrderBy(ChannelChecks.Name, StringComparer.Ordinal).ToList();
        return OpsPage.Of<Channels>(
            (nameof(Channels.Known), channels), (nameof(Channels.Configured), configured.ToHashSet()),
            (nameof(Channels.Stale), stale));
    }

    public static async Task<IResult> ShowChannel(
        [FromQuery(Name = "merchant")] string? merchant, [FromQuery(Name = "channel")] string? channel,
        [FromQuery(Name = "check")] string? check, IConfiguration configuration, IPaymentGrains grains,
        IServiceProvider services, CancellationToken cancellation)
    {
        if (!CallNames.IsName(merchant ?? "") || !CallNames.IsName(channel ?? ""))
            return TypedResults.LocalRedirect("~/ops/channels");
        var key = new ChannelKey(merchant!, channel!);
        var facts = await ChannelFacts.Read(key, configuration, grains);
        // A front calls no partner and has nothing to do it with.
        var canCheck = services.GetService<ChannelConfigurations>() is not null;
        if (check is "on" && canCheck)
        {
            facts = facts with
            {
                Checks = await Examination.OfChannel(services, configuration, key, cancellation),
            };
        }
        return OpsPage.Of<Channel>(
            (nameof(Channel.Facts), facts), (nameof(Channel.CanCheck), canCheck));
    }
}
