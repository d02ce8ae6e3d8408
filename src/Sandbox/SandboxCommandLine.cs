using QliroAdapter.Settings;

namespace QliroAdapter.Sandbox;

/// <summary>What the sandbox was asked for on its command line. Immutable.</summary>
/// <param name="Port">The adapter's port; the simulated Norce, Qliro, shop and panel take the next four.</param>
/// <param name="IsHelp">True when only the help was asked for.</param>
/// <param name="WithAdapter">False: an adapter that somebody else starts listens on the port.</param>
internal sealed record SandboxCommandLine(int Port, bool IsHelp = false, bool WithAdapter = true)
{
    /// <summary>What <c>--help</c> prints.</summary>
    public const string Help =
        """
        Everything on one machine: the adapter, a simulated Norce, a simulated Qliro, a demo shop, and a panel from
        which things go wrong.

          dotnet run --project src/Sandbox [-- --urls http://127.0.0.1:5080]
          dotnet run --project src/Sandbox -- trigger NAME [--argument VALUE ...]

          --urls URL   where the adapter listens; as ASPNETCORE_URLS. Norce, Qliro, shop and panel take the next ports.
                       All of them listen on this machine only, whatever address the URL names.
          --without-adapter   partners, shop and panel only; you start the adapter at that address, with your settings
          --help       this text
          trigger      makes something happen in a sandbox that runs, such as push.completed; alone it lists all

        It needs no settings and no account, and forgets everything when it is stopped with Ctrl+C.
        """;

    private const int DefaultPort = 5080;
    private const int Parts = 5;

    /// <summary>Reads the arguments, and where they say nothing <c>ASPNETCORE_URLS</c>.</summary>
    /// <exception cref="SettingsException">An argument or an address is wrong.</exception>
    public static SandboxCommandLine Of(IReadOnlyList<string> args, string? listeningUrls)
    {
        var withAdapter = true;
        var (key, urls) = ("ASPNETCORE_URLS", listeningUrls ?? "");
        for (var at = 0; at < args.Count; at++)
        {
            if (args[at] is "--help" or "-h" or "-?") return new(DefaultPort, IsHelp: true);
            if (args[at] == "--without-adapter")
            {
                withAdapter = false;
                continue;
            }

            key = "--urls";
            if (args[at].StartsWith("--urls=", StringComparison.Ordinal)) urls = args[at]["--urls=".Length..];
            else if (args[at] == "--urls") urls = at + 1 < args.Count ? args[++at] : "nothing";
            else throw new SettingsException([$"{args[at]} is no argument of the sandbox; --help lists them."]);
        }
        var addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(PortOf(key, Array.Find(addresses, IsHttp) ?? urls), WithAdapter: withAdapter);
    }

    private static bool IsHttp(string url) => url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static int PortOf(string key, string url)
    {
        if (url.Length == 0) return DefaultPort;
        const int max = ushort.MaxValue - Parts + 1;
        try
        {
            // A port that is no number would count as a part of the host's name, and as 80.
            if (BindingAddress.Parse(url) is { Scheme: "http", Port: > 0 and <= max and var port, Host: var host }
                && (host.StartsWith('[') || !host.Contains(':', StringComparison.Ordinal))) return port;
        }
        catch (FormatException)
        {
            // Said below.
        }
        throw new SettingsException([$"{key} must be an http address with a port from 1 to {max}, such as "
            + $"http://127.0.0.1:{DefaultPort}, not '{url}'."]);
    }
}
