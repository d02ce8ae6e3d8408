using QliroAdapter.Norce;
using QliroAdapter.Settings;

namespace QliroAdapter.WebFront;

/// <summary>Every host that the adapter calls, and the one it is called at.</summary>
internal static class PartnerHosts
{
    /// <summary>Scheme, host and port of each host that the settings name, once.</summary>
    public static IReadOnlyList<Uri> Of(
        IConfiguration settings, IReadOnlyList<ChannelKey> channels, IEnumerable<Uri> publicUrls)
    {
        var norce = settings.Read<NorceOptions>();
        string?[] urls = [norce.OrderApiUrl, norce.ConfigurationApiUrl, norce.ClientCredentials?.TokenUrl];
        return [.. Hosts(urls.OfType<string>().SelectMany(url => ForMerchants(url, channels)), publicUrls)];
    }

    /// <summary>Those that only a channel's document names.</summary>
    public static IReadOnlyList<Uri> OfDocuments(
        IEnumerable<ChannelConfiguration> documents, IReadOnlyList<Uri> ofSettings)
        => [.. Hosts(documents.Select(document => document.Account.ApiUrl), []).Except(ofSettings)];

    private static IEnumerable<Uri> Hosts(IEnumerable<string> called, IEnumerable<Uri> others) => called
        .Where(url => Uri.IsWellFormedUriString(url, UriKind.Absolute)).Select(url => new Uri(url))
        .Concat(others).Select(url => new Uri(url.GetLeftPart(UriPartial.Authority))).Distinct();

    private static IEnumerable<string> ForMerchants(string url, IReadOnlyList<ChannelKey> channels)
        => url.Contains("{merchant}", StringComparison.Ordinal)
            ? channels.Select(channel => url.Replace(
                "{merchant}", Uri.EscapeDataString(channel.Merchant), StringComparison.Ordinal))
            : [url];
}
