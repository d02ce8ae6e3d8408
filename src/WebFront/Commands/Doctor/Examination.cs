using Microsoft.Extensions.Options;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;
using QliroAdapter.Store;

namespace QliroAdapter.WebFront;

/// <summary>
/// All checks of an adapter whose settings let it start, in three rounds: the store; the channels; then, at the same
/// time, everything that is reached over the network. Or those of one channel.
/// </summary>
internal static class Examination
{
    // Of a service with very many shops only the newest channels are checked.
    private const int ChannelsMax = 20;

    public static async Task<IReadOnlyList<CheckResult>> Of(
        IServiceProvider services, IConfiguration settings, IReadOnlyList<ChannelKey> asked, CancellationToken stop)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var store = new StoreProbe(services, settings);
        var results = new List<CheckResult>(SecretChecks.Of(settings));
        results.AddRange(await new Check("store", store.Probe).Run(time, stop));

        var channels = ChannelChecks.Channels(settings, [.. asked, .. store.Load?.Channels ?? []])
            .Take(ChannelsMax).ToList();
        results.AddRange(ChannelChecks.Known(channels));
        results.AddRange(ChannelChecks.Duplicates(settings));
        var documents = Documents(services, store);
        results.AddRange(await Check.RunAll(channels.Select(documents.Check), time, stop));

        var urls = PublicUrls.Of(settings, documents.Read);
        results.AddRange(UrlChecks.Of(settings, urls));
        var probes = new PartnerChecks(services, settings);
        results.AddRange(await Check.RunAll(
        [
            .. urls.Select(UrlChecks.Resolves),
            .. urls.Select(url => new CallbackReach(store.IsRunning).Check(url)),
            .. channels.DistinctBy(channel => channel.Merchant).Select(probes.Norce),
            .. documents.Read.SelectMany(probes.Qliro),
            .. HostsOf(settings, channels, urls, documents, time),
            TelemetryCheck.Of(settings),
        ], time, stop));
        return results;
    }

    /// <summary>What a channel needs: its document, Norce, Qliro, and the hosts of both.</summary>
    public static async Task<IReadOnlyList<CheckResult>> OfChannel(
        IServiceProvider services, IConfiguration settings, ChannelKey channel, CancellationToken stop)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var documents = Documents(services, new StoreProbe(services, settings));
        var found = await documents.Check(channel).Run(time, stop);
        var probes = new PartnerChecks(services, settings);
        return
        [
            .. found,
            .. await Check.RunAll(
            [
                probes.Norce(channel),
                .. documents.Read.SelectMany(probes.Qliro),
                .. HostsOf(settings, [channel], [], documents, time),
            ], time, stop),
        ];
    }

    // A host that only a channel's document names is not asked when it is private.
    private static IEnumerable<Check> HostsOf(
        IConfiguration settings, IReadOnlyList<ChannelKey> channels, IReadOnlyList<Uri> urls,
        ChannelDocuments documents, TimeProvider time)
    {
        var hosts = PartnerHosts.Of(settings, channels, urls);
        var guarded = new HostProbe(time, QliroHosts.Guard(settings));
        return
        [
            .. hosts.Select(new HostProbe(time).Check),
            .. PartnerHosts.OfDocuments(documents.Read, hosts).Select(guarded.Check),
        ];
    }

    private static ChannelDocuments Documents(IServiceProvider services, StoreProbe store) => new(
        services.GetRequiredService<ChannelConfigurations>(), store,
        services.GetRequiredService<IOptions<NorceOptions>>());
}
