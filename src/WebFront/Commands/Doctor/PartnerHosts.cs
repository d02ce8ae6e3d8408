using QliroAdapter.Norce;
using QliroAdapter.Settings;

namespace QliroAdapter.WebFront;

/// <summary>Every host that the adapter calls, and the one it is called at.</summary>
internal static class PartnerHosts
{
    /// <summary>Scheme, host and port of each host, once.</summary>
    public static IReadOnlyList<Uri> Of(
        IConfiguration settings, IReadOnlyList<ChannelKey> channels, IEnumerable<ChannelConfiguration> documents,
        IEnumerable<Uri> publicUrls)
    {
        var norce = settings.Read<NorceOptions>();
        string?[] urls = [norce.OrderApiUrl, norce.ConfigurationApiUrl, norce.ClientCredentials?.TokenUrl];
        var called = urls.OfType<string>().SelectMany(url => ForMerchants(url, channels))
            .Concat(documents.Select(document => document.Account.ApiUrl));
        return
        [
            .. called.Where(url => Uri.IsWellFormedUriString(url, UriKind.Absolute)).Select(url => new Uri(url))
                .Concat(publicUrls).Select(url => new Uri(url.GetLeftPart(UriPartial.Authority))).Distinct(),
        ];
    }

    private static IEnumerable<string> ForMerchants(string url, IReadOnlyList<ChannelKey> channels)
        => url.Contains("{merchant}", StringComparison.Ordinal)
            ? channels.Select(channel => url.Replace(
                "{merchant}", Uri.EscapeDataString(channel.Merchant), StringComparison.Ordinal))
            : [url];
}
