using System.Diagnostics;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Sqlite;

public sealed class When_the_process_is_killed : IAsyncDisposable
{
    private readonly SqliteHome home = new();

    [Fact]
    public async Task Should_have_every_acknowledged_payment_and_be_free_for_the_next()
    {
        var acknowledged = new List<string>();
        foreach (var run in new[] { "first", "second", "third" }) acknowledged.AddRange(await WriteAndKill(run, 200));

        var opened = await home.Open();
        foreach (var key in acknowledged)
        {
            (await opened.Payments.Load(key, CancellationToken.None)).ShouldNotBeNull(key).Version.ShouldBe(1);
            (await opened.Records.Timeline(key, 10, CancellationToken.None)).Count.ShouldBe(1, key);
        }

        acknowledged.Count.ShouldBeGreaterThanOrEqualTo(600);
        await opened.Close();
    }

    public ValueTask DisposeAsync() => home.DisposeAsync();

    // Everything that the process wrote to the pipe before it died is read.
    private async Task<IReadOnlyList<string>> WriteAndKill(string run, int afterKeys)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        using var writer = Process.Start(new ProcessStartInfo(host)
        {
            ArgumentList = { "exec", typeof(KilledWriter).Assembly.Location, KilledWriter.Switch, home.Path, run },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var keys = new List<string>();
        while (await writer.StandardOutput.ReadLineAsync() is { } key)
        {
            keys.Add(key);
            if (keys.Count == afterKeys) writer.Kill();
        }

        await writer.WaitForExitAsync();
        return keys;
    }
}
