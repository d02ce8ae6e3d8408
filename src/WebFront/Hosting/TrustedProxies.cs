using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary>Believes the proxies of <see cref="ProxyOptions"/>, and nobody else, about the caller.</summary>
internal static class TrustedProxies
{
    public static void UseTrustedProxies(this WebApplication app)
    {
        var trusted = app.Services.GetRequiredService<IOptions<ProxyOptions>>().Value.TrustedAddresses;
        if (trusted.Count == 0) return;
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            // Each proxy of a chain adds a value, and is one of the trusted ones; the first that is not is the caller.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var address in trusted) options.KnownIPNetworks.Add(ProxyOptions.NetworkOf(address));
        app.UseForwardedHeaders(options);
    }
}
