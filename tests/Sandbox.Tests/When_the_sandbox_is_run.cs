using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using QliroAdapter.Settings;

namespace QliroAdapter.Sandbox.Tests;

/// <summary>The program itself: what it takes, what it says, and how it ends.</summary>
public sealed class When_the_sandbox_is_run
{
    // Real time, because a process starts in it. Long, because the machine may be busy.
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(5080, null)]
    [InlineData(5080, "")]
    [InlineData(6080, "http://127.0.0.1:6080")]
    [InlineData(6080, "https://127.0.0.1:7443;http://*:6080")]
    [InlineData(7080, "http://127.0.0.1:6080", "--urls", "http://localhost:7080")]
    [InlineData(7080, "http://127.0.0.1:6080", "--urls=http://localhost:7080")]
    public void Should_listen_where_it_is_told(int port, string? variable, params string[] args)
        => SandboxCommandLine.Of(args, variable).ShouldBe(new SandboxCommandLine(port));

    [Fact]
    public void Should_leave_the_adapter_to_somebody_else()
        => SandboxCommandLine.Of(["--without-adapter", "--urls", "http://localhost:7080"], null)
            .ShouldBe(new SandboxCommandLine(7080, WithAdapter: false));

    [Theory]
    [InlineData("ASPNETCORE_URLS", "nonsense")]
    [InlineData("ASPNETCORE_URLS", "https://127.0.0.1:6080")]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:65533")]
    [InlineData("--urls", null, "--urls", "ftp://127.0.0.1:6080")]
    [InlineData("--urls", null, "--urls")]
    [InlineData("--urls", null, "--urls", "http://127.0.0.1:508O")]
    [InlineData("--port", null, "--port", "6080")]
    public void Should_name_what_it_cannot_take(string key, string? variable, params string[] args)
        => Should.Throw<SettingsException>(() => SandboxCommandLine.Of(args, variable))
            .Mistakes.ShouldHaveSingleItem().ShouldStartWith(key + " ");

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    public async Task Should_help(string asked)
    {
        var (code, output, errors) = await Run(null, asked);
        (code, errors).ShouldBe((0, ""));
        output.ShouldBe(SandboxCommandLine.Help + "\n");
    }

    [Fact]
    public async Task Should_say_in_one_line_that_a_port_is_taken_and_which_is_free()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;
        var (code, output, errors) = await Run($"http://127.0.0.1:{taken - 2}");

        (code, output).ShouldBe((78, ""));
        errors.ShouldStartWith("Taken: port ");
        errors.ShouldContain($"{taken} (for the simulated Qliro)");
        errors.ShouldMatch(@"such as ASPNETCORE_URLS=http://127\.0\.0\.1:\d+\.\n$");
        errors.Count(letter => letter == '\n').ShouldBe(1);
    }

    private static async Task<(int Code, string Output, string Errors)> Run(string? urls, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(SandboxHost).Assembly.Location, .. args])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (urls is not null) start.Environment["ASPNETCORE_URLS"] = urls;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(timeout, TimeProvider.System);
        return (process.ExitCode, await output, await errors);
    }
}
