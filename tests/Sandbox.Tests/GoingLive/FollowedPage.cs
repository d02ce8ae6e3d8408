using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Tests.Processes;

namespace QliroAdapter.Sandbox.Tests.GoingLive;

/// <summary>
/// docs/going-live.md, followed from top to bottom by somebody whose partners are simulated: files are written, the
/// adapter is started as a process of its own, and every other block is run by bash and must succeed. So a new block of
/// shell is run, too; one in another language fails. Only what names hosts, keys and the built program is substituted.
/// </summary>
public sealed partial class FollowedPage : IAsyncLifetime
{
    /// <summary>Merchant and channel that the page configures.</summary>
    public const string Channel = "se";

    private const string StartCommand = "dotnet artifacts/adapter/QliroAdapter.WebFront.dll";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("going-live-");
    private readonly Dictionary<string, string> said = [];
    private readonly List<(string Shown, string Here)> substitutions = [];
    private string load = "";
    private Process? adapter;

    /// <summary>The page.</summary>
    public static string Text { get; } = File.ReadAllText(Path.Combine(Repository(), "docs", "going-live.md"));

    /// <summary>Both partners and a shop.</summary>
    public SandboxHost Sandbox { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Sandbox = await SandboxHost.Start(new SandboxOptions { WithAdapter = false });
        File.CreateSymbolicLink(Path.Combine(folder.FullName, "deploy"), Path.Combine(Repository(), "deploy"));
        substitutions.AddRange(
        [
            ("dotnet publish src/WebFront --output artifacts/adapter",
                $"mkdir artifacts && ln -s '{AppContext.BaseDirectory}' artifacts/adapter"),
            ("http://0.0.0.0:8080", Sandbox.AdapterUrl),
            ("https://payments.shop.example", Sandbox.AdapterUrl),
            ("https://shop.example", Sandbox.Shop!.BaseUrl),
            ("https://acme.api-se.stage.norce.tech/checkout/order", Sandbox.Norce.OrderApiUrl),
            ("https://acme.api-se.stage.norce.tech/checkout/configuration", Sandbox.Norce.ConfigurationApiUrl),
            ("https://pago.qit.nu", Sandbox.Qliro.BaseUrl),
            ("<what Norce and the storefront send>", SandboxHost.AccessToken),
            ("<32 random bytes, base64>", (await Bash("openssl rand -base64 32")).Said.Trim()),
            ("<the token from Norce>", Sandbox.Norce.Options.Tokens[0]),
            ("<the password of the operators>", SandboxHost.OpsToken),
            ("<the key from Qliro>", QliroSimulatorOptions.DefaultMerchant.ApiKey),
            ("<the secret from Qliro>", QliroSimulatorOptions.DefaultMerchant.ApiSecret),
        ]);
        foreach (var block in PageBlock.Of(Text)) await Follow(block);
    }

    /// <summary>What the one command that contains these words printed.</summary>
    public string Said(string words) => said.Single(one => one.Key.Contains(words, StringComparison.Ordinal)).Value;

    /// <summary>A file that the page had written.</summary>
    public string Written(string name) => File.ReadAllText(Path.Combine(folder.FullName, "live", name));

    /// <summary>Stops the adapter as a supervisor does, and starts it again.</summary>
    public async Task Restart()
    {
        await Stop();
        await StartAdapter();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (Sandbox is not null) await Sandbox.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task Follow(PageBlock block)
    {
        var text = substitutions.Aggregate(block.Text, (before, one) =>
            before.Replace(one.Shown, one.Here, StringComparison.Ordinal));
        Foreign().Matches(text).Select(match => match.Value).ShouldBeEmpty("substitute it: " + block);
        switch (block.Language)
        {
            case "json":
                await Write("se.json", text);
                break;
            case "sh" when text.StartsWith("ASPNETCORE_URLS=", StringComparison.Ordinal):
                await Write("adapter.env", text);
                break;
            case "sh" when text.StartsWith("set -a", StringComparison.Ordinal):
                load = text + "\n";
                break;
            case "sh" when text == StartCommand:
                await StartAdapter();
                break;
            case "sh":
                await Run(text);
                break;
            default:
                throw new InvalidOperationException($"How is this followed? {block}");
        }
    }

    // A plan that found something to do says so by 2.
    private async Task Run(string command)
    {
        var (code, words) = await Bash(command);
        code.ShouldBe(command.Contains(" plan ", StringComparison.Ordinal) ? 2 : 0, $"{command}\n{words}");
        said[command] = words;
    }

    private Task Write(string name, string text)
        => File.WriteAllTextAsync(Path.Combine(folder.FullName, "live", name), text + "\n");

    private async Task StartAdapter()
    {
        adapter = Launch("exec " + StartCommand);
        adapter.OutputDataReceived += (_, _) => { };
        adapter.ErrorDataReceived += (_, _) => { };
        adapter.BeginOutputReadLine();
        adapter.BeginErrorReadLine();
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await Wait.Until(async () =>
        {
            adapter.HasExited.ShouldBeFalse("the adapter ended while it started");
            try
            {
                using var answer = await client.GetAsync(new Uri(Sandbox.AdapterUrl + "/health/ready"));
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    private async Task Stop()
    {
        if (adapter is null) return;
        if (!adapter.HasExited) await Bash($"kill -TERM {adapter.Id}");
        await adapter.WaitForExitAsync();
        adapter.Dispose();
        adapter = null;
    }

    private async Task<(int Code, string Said)> Bash(string command)
    {
        using var process = Launch(command);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private Process Launch(string command) => Process.Start(new ProcessStartInfo("bash", ["-euc", load + command])
    {
        WorkingDirectory = folder.FullName,
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static string Repository([CallerFilePath] string path = "")
        => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", ".."));

    // A host that is not of this machine, or a placeholder.
    [GeneratedRegex("https://[^\\s\"]+|<[^<>\n]+>", RegexOptions.NonBacktracking)]
    private static partial Regex Foreign();
}
