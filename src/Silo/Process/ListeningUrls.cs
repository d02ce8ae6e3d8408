using QliroAdapter.Settings;

namespace QliroAdapter.Silo;

/// <summary>Where the process listens: <c>ASPNETCORE_URLS</c>, or else the adapter's own default.</summary>
internal static class ListeningUrls
{
    public const string Default = "http://127.0.0.1:5080";

    private static readonly string[] otherWays = ["http_ports", "https_ports"];

    /// <summary>Listens on <see cref="Default"/> unless a setting names another place.</summary>
    public static void UseDefault(WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var isSet = configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 }
            || otherWays.Any(key => configuration[key] is { Length: > 0 })
            || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();
        if (!isSet) builder.WebHost.UseUrls(Default);
    }

    public static IEnumerable<SettingsMistake> Mistakes(IConfiguration configuration)
        => (configuration[WebHostDefaults.ServerUrlsKey] ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(url => !IsListenable(url))
            .Select(url => new SettingsMistake(
                "ASPNETCORE_URLS", $"must be addresses to listen on, such as {Default}"
                    + (url.Contains('@', StringComparison.Ordinal) ? "" : $", not '{url}'")));

    /// <summary>
    /// True when what should be the port is no number. The framework takes it for a part of the name, and so would
    /// listen on port 80 of every address.
    /// </summary>
    private static bool HasPortInHost(BindingAddress address) => !address.IsUnixPipe && !address.IsNamedPipe
        && !address.Host.StartsWith('[') && address.Host.Contains(':', StringComparison.Ordinal);

    private static bool IsListenable(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https" && address.Port is >= 0 and <= 65535
                && !HasPortInHost(address);
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
