using Microsoft.Extensions.Options;
using QliroAdapter.Norce;
using QliroAdapter.Store;

namespace QliroAdapter.WebFront;

/// <summary>
/// All checks of an adapter that would start, in three rounds: what is stored; whose channels these are; and, side by
/// side, everything on the other end of a wire.
/// </summary>
internal static class Examination
{
    // A service for very many shops is looked at by the newest of them.
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
        var documents = new ChannelDocuments(services.GetRequiredService<ChannelConfigurations>(), store,
            services.GetRequiredService<IOptions<NorceOptions>>());
        results.AddRange(await Check.RunAll(channels.Select(documents.Check), time, stop));

        var urls = PublicUrls.Of(settings, documents.Read);
        results.AddRange(UrlChecks.Of(settings, urls));
        var probes = new PartnerChecks(services, settings);
        var hosts = new HostProbe(time);
        results.AddRange(await Check.RunAll(
        [
            .. urls.Select(UrlChecks.Resolves),
            .. urls.Select(url => new CallbackReach(store.IsRunning).Check(url)),
            .. channels.DistinctBy(channel => channel.Merchant).Select(probes.Norce),
            .. documents.Read.SelectMany(probes.Qliro),
            .. PartnerHosts.Of(settings, channels, documents.Read, urls).Select(hosts.Check),
            TelemetryCheck.Of(settings),
        ], time, stop));
        return results;
    }
}
