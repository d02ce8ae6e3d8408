using System.Diagnostics;
using QliroAdapter.Bench.Partners;

namespace QliroAdapter.Bench.Programs;

/// <summary>The process of the partners of all programs.</summary>
internal sealed class PartnerProcess : IDisposable
{
    private readonly Process process;
    private readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false })
    {
        Timeout = TimeSpan.FromMinutes(5),
    };

    private PartnerProcess(Process process, string url) => (this.process, Url) = (process, url);

    public string Url { get; }

    /// <summary>Processor time it has taken since its start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static async Task<PartnerProcess> Start()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(PartnerProcess).Assembly.Location, "partners"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        };
        var started = Process.Start(start)!;
        var url = await started.StandardOutput.ReadLineAsync();
        return new(started, url ?? throw new InvalidOperationException("The partners did not start."));
    }

    /// <summary>The partners of the program with this name.</summary>
    public PartnerClient Of(string program) => new(http, Url, program);

    public void Dispose()
    {
        http.Dispose();
        if (!process.HasExited) process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
