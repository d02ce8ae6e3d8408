using System.Net;
using Microsoft.Extensions.Configuration;
using QliroAdapter.Norce;
using QliroAdapter.Partners;
using QliroAdapter.Settings;

namespace QliroAdapter.Qliro;

/// <summary>What the settings say about where Qliro may be.</summary>
public static class QliroHosts
{
    /// <summary>
    /// True when documents may name private addresses: by the setting, or because the settings have Norce at such an
    /// address, as they do where both partners are simulated.
    /// </summary>
    public static bool MayBePrivate(IConfiguration settings, QliroOptions options)
        => options.AllowPrivateAddresses || NorceOptions.ReadUnchecked(settings).BaseUrls.Any(IsInside);

    /// <summary>What connects to the hosts of channels' documents; null when they may be anywhere.</summary>
    public static DocumentHosts? Guard(IConfiguration settings)
        => MayBePrivate(settings, settings.Read<QliroOptions>()) ? null : new(OfSettings(settings));

    /// <summary>The hosts of the documents under <c>Channels:N</c>, which are settings themselves.</summary>
    public static IReadOnlySet<string> OfSettings(IConfiguration settings) => settings.GetSection("Channels")
        .AsEnumerable()
        .Where(one => one.Key.EndsWith(":apiUrl", StringComparison.OrdinalIgnoreCase))
        .Select(one => HostOf(one.Value)).OfType<string>()
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    // A name without a dot is one of this machine or of its own network.
    private static bool IsInside(string? url) => HostOf(url) is { } host
        && (IPAddress.TryParse(host, out var address)
            ? PrivateAddress.Is(address)
            : !host.Contains('.', StringComparison.Ordinal));

    private static string? HostOf(string? url)
        => Uri.TryCreate(url?.Replace("{merchant}", "m", StringComparison.Ordinal), UriKind.Absolute, out var parsed)
            ? parsed.IdnHost.Trim('[', ']')
            : null;
}
