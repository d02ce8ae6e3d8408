using System.Net.Http.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;
using QliroAdapter.Settings;

namespace QliroAdapter.Sandbox.Control;

/// <summary>
/// <c>trigger push.completed --order …</c>: makes something happen in a sandbox that runs on this machine, and says
/// what came of it.
/// </summary>
internal static class TriggerCommand
{
    private const int Done = 0;
    private const int Refused = 1;

    // A rush is waited for, and a slow partner too.
    private static readonly TimeSpan timeout = TimeSpan.FromMinutes(10);

    /// <summary>Runs it; the exit code is 0 when it was done, and 1 when it was refused or no sandbox runs.</summary>
    /// <param name="args">What follows <c>trigger</c>.</param>
    /// <param name="listeningUrls"><c>ASPNETCORE_URLS</c>, where the sandbox may have been started.</param>
    /// <param name="output">Takes the answer.</param>
    /// <param name="errors">Takes why it was not done.</param>
    public static async Task<int> Run(IReadOnlyList<string> args, string? listeningUrls, TextWriter output,
        TextWriter errors)
    {
        if (args.Count == 0 || args[0] is "--list" || args.Any(arg => arg is "--help" or "-h" or "-?"))
        {
            await output.WriteLineAsync("  trigger NAME [--argument VALUE …] [--urls URL of the adapter]\n"
                + Triggers.List);
            return Done;
        }

        var (given, urls) = Read(args);
        var adapter = SandboxCommandLine.Of(urls is null ? [] : ["--urls", urls], listeningUrls).Port;
        var panel = new Uri($"http://127.0.0.1:{adapter + SandboxPorts.Panel}");
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = timeout };
        try
        {
            using var body = JsonContent.Create(given);
            using var answer = await client.PostAsync(
                new Uri(panel, "/api/triggers/" + Uri.EscapeDataString(args[0])), body);
            var message = Json.String(Json.TryParse(await answer.Content.ReadAsStringAsync())?["message"]);
            await (answer.IsSuccessStatusCode ? output : errors).WriteLineAsync(message ?? $"{(int)answer.StatusCode}");
            return answer.IsSuccessStatusCode ? Done : Refused;
        }
        catch (HttpRequestException)
        {
            await errors.WriteLineAsync($"No sandbox answers at {panel}. Start one with "
                + "dotnet run --project src/Sandbox; --urls names the adapter's address where it is another.");
            return Refused;
        }
    }

    private static (JsonObject Given, string? Urls) Read(IReadOnlyList<string> args)
    {
        var given = new JsonObject();
        string? urls = null;
        for (var at = 1; at < args.Count; at++)
        {
            if (!args[at].StartsWith("--", StringComparison.Ordinal))
                throw new SettingsException([$"{args[at]} is no argument: it must begin with --."]);
            var (name, value) = args[at][2..].Split('=', 2) is [var before, var after] ? (before, after)
                : (args[at][2..], at + 1 < args.Count ? args[++at] : "");
            if (name == "urls") urls = value;
            else given[name] = value;
        }

        return (given, urls);
    }
}
