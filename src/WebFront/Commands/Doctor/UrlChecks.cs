using System.Net;
using QliroAdapter.Payments;
using QliroAdapter.Settings;

namespace QliroAdapter.WebFront;

/// <summary>Checks the adapter's own addresses, as partners are given them.</summary>
internal static class UrlChecks
{
    private const string Public = "public url";

    public static IReadOnlyList<CheckResult> Of(IConfiguration settings, IReadOnlyList<Uri> publicUrls) =>
    [
        .. publicUrls.Count == 0
            ?
            [
                CheckResult.Fail(Public, "none: Qliro cannot be told where to call",
                    "Set Adapter:PublicUrl, or adapter.publicUrl in each configuration document"),
            ]
            : publicUrls.Select(Encrypted),
        Internal(settings.Read<AdapterOptions>().InternalUrl),
    ];

    public static Check Resolves(Uri url) => new("public url host", async cancellation =>
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(url.Host, cancellation);
            return [CheckResult.Ok("public url host", $"{url.Host} is {string.Join(", ", addresses.Take(3))}")];
        }
        catch (System.Net.Sockets.SocketException unknown)
        {
            return
            [
                CheckResult.Fail("public url host", $"{url.Host} is not known here ({unknown.Message})",
                    "Make its DNS record, or mend the URL"),
            ];
        }
    });

    private static CheckResult Encrypted(Uri url) => url switch
    {
        { Scheme: "https" } => CheckResult.Ok(Public, url.ToString()),
        { IsLoopback: true } => CheckResult.Warn(Public, $"{url} is this machine alone",
            "Fine with simulated partners; a real Qliro needs an https URL that it can reach"),
        _ => CheckResult.Fail(
            Public, $"{url} is not https: Qliro refuses it, and callback tokens would travel in the open",
            "Put a proxy with a certificate in front and name its URL"),
    };

    private static CheckResult Internal(string? text)
    {
        const string name = "internal url";
        if (text is null) return CheckResult.Ok(name, "the public one");
        var url = new Uri(text);
        return url.Scheme == "https" || url.IsLoopback
            ? CheckResult.Ok(name, text)
            : CheckResult.Warn(name, $"{text} is not https: the access token travels in the open",
                "Fine inside a closed network; else name an https URL");
    }
}
