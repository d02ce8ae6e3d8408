using System.Net;
using QliroAdapter.Settings;

namespace QliroAdapter.Silo;

/// <summary>
/// The reverse proxy that ends TLS before the adapter, when there is one. Configuration section <c>Proxy</c>.
/// </summary>
[SettingsSection("Proxy")]
public sealed class ProxyOptions
{
    /// <summary>
    /// Addresses or networks of proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed, so that
    /// limits count the real caller and cookies are <c>Secure</c>. From anybody else these headers are ignored.
    /// </summary>
    /// <value>None: nobody is believed.</value>
    [NetworkAddress]
    public IReadOnlyList<string> TrustedAddresses { get; set; } = [];

    /// <summary>The network of a valid entry; an address is a network of one.</summary>
    public static IPNetwork NetworkOf(string trusted) => NetworkAddressAttribute.Of(trusted)!.Value;
}

/// <summary>An IP address, or a network such as <c>10.0.0.0/8</c>.</summary>
internal sealed class NetworkAddressAttribute : TextRuleAttribute
{
    public override string? MistakeIn(string text)
        => Of(text) is null ? "must be an IP address or a network such as 10.0.0.0/8" : null;

    /// <summary>An address is a network of one; null for any other text.</summary>
    public static IPNetwork? Of(string text)
        => IPNetwork.TryParse(text, out var network) ? network
            : IPAddress.TryParse(text, out var address) ? new(address, address.GetAddressBytes().Length * 8) : null;
}
