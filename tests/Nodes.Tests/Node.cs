using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.WebFront;

namespace QliroAdapter.Nodes.Tests;

/// <summary>The program in a process of its own, one of several on one database.</summary>
internal sealed partial class Node(NorceSimulator norce, string connectionString) : IDisposable
{
    private const int SigCont = 18;
    private const int SigStop = 19;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("node-");
    private Process? process;

    public string Url { get; } = $"http://127.0.0.1:{FreePort()}";

    /// <summary>The number of its process.</summary>
    public int ProcessId => process!.Id;

    public async Task Start()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(AdapterApp).Assembly.Location])
        {
            RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = folder.FullName,
        };
        foreach (var (key, value) in new Dictionary<string, string>
        {
            ["ASPNETCORE_URLS"] = Url,
            ["Adapter__PublicUrl"] = AnyNode.PublicUrl,
            ["Adapter__AccessTokens__0"] = NorceSimulatorOptions.DefaultToken,
            ["Adapter__CallbackSecrets__0"] = SandboxHost.CallbackSecret,
            ["Norce__OrderApiUrl"] = norce.OrderApiUrl,
            ["Norce__ConfigurationApiUrl"] = norce.ConfigurationApiUrl,
            ["Norce__Token"] = NorceSimulatorOptions.DefaultToken,
            ["Storage__Postgres__ConnectionString"] = connectionString,
            ["Retry__FirstSeconds"] = "0.1",
            ["Reconciliation__IntervalSeconds"] = "1",
        }) start.Environment[key] = value;
        process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        using var client = new HttpClient();
        await Wait.Until(async () =>
        {
            process.HasExited.ShouldBeFalse();
            try
            {
                return (await client.GetAsync(new Uri(Url + "/health/ready"))).StatusCode == HttpStatusCode.OK;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    /// <summary>SIGKILL: nothing is finished, flushed or said.</summary>
    public void Kill()
    {
        process!.Kill();
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    /// <summary>SIGSTOP: it stands still wherever it is; its connections stay open.</summary>
    public void Pause() => Signal(process!.Id, SigStop).ShouldBe(0);

    /// <summary>SIGCONT: it goes on as if no time had passed.</summary>
    public void Resume() => Signal(process!.Id, SigCont).ShouldBe(0);

    public void Dispose()
    {
        if (process is { HasExited: false }) Kill();
        folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
