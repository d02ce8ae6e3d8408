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
    private const int ChannelsMost = 20;

    public static async Task<IReadOnlyList<Finding>> Of(
        IServiceProvider services, IConfiguration settings, IReadOnlyList<ChannelKey> asked, CancellationToken stop)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var store = new StoreLook(services, settings);
        var findings = new List<Finding>(SecretChecks.Of(settings));
        findings.AddRange(await new Check("store", store.Look).Run(time, stop));

        var channels = ChannelChecks.Channels(settings, [.. asked, .. store.Load?.Channels ?? []])
            .Take(ChannelsMost).ToList();
        findings.AddRange(ChannelChecks.Known(channels));
        findings.AddRange(ChannelChecks.Duplicates(settings));
        var documents = new ChannelDocuments(services.GetRequiredService<ChannelConfigurations>(), store,
            services.GetRequiredService<IOptions<NorceOptions>>());
        findings.AddRange(await Check.RunAll(channels.Select(documents.Check), time, stop));

        var urls = PublicUrls.Of(settings, documents.Read);
        findings.AddRange(UrlChecks.Of(settings, urls));
        var probes = new PartnerChecks(services, settings);
        var hosts = new HostLook(time);
        findings.AddRange(await Check.RunAll(
        [
            .. urls.Select(UrlChecks.Resolves),
            .. urls.Select(url => new CallbackReach(store.IsRunning).Check(url)),
            .. channels.DistinctBy(channel => channel.Merchant).Select(probes.Norce),
            .. documents.Read.SelectMany(probes.Qliro),
            .. PartnerHosts.Of(settings, channels, documents.Read, urls).Select(hosts.Check),
            TelemetryCheck.Of(settings),
        ], time, stop));
        return findings;
    }
}
