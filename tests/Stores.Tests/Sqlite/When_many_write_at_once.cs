using System.Diagnostics.Metrics;
using System.Diagnostics;
using QliroAdapter.Ops;
using QliroAdapter.Store;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Sqlite;

[Collection(MeasuredAlone.Name)]
public sealed class When_many_write_at_once : IAsyncDisposable
{
    private readonly SqliteHome home = new();

    [Fact]
    public async Task Should_share_one_wait_for_the_disk_between_them()
    {
        var opened = await home.Open();
        await Rate(opened, writers: 1, commits: 50, "warm");
        var alone = await Rate(opened, writers: 1, commits: 300, "alone");
        var together = await Rate(opened, writers: 64, commits: 3200, "together");
        await opened.Close();

        TestContext.Current.SendDiagnosticMessage(
            $"1 writer {alone.Commits:0}/s, 64 writers {together.Commits:0}/s in groups of {together.Group:0.0}");
        alone.Group.ShouldBe(1);
        together.Group.ShouldBeGreaterThan(4, "64 writers wait for the disk together, some 30 of them at a time");
    }

    public ValueTask DisposeAsync() => home.DisposeAsync();

    /// <summary>Commits per second, and how many of them shared a transaction on average.</summary>
    private static async Task<(double Commits, double Group)> Rate(
        OpenedStore opened, int writers, int commits, string name)
    {
        var groups = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument is { Meter.Name: AdapterMetrics.MeterName, Name: "store.group.commits" })
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((_, _, _, _) => Interlocked.Increment(ref groups));
        listener.Start();

        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var number = 0; number < commits / writers; number++)
            {
                var payment = A.Payment($"{name}-{writer}-{number}") with { Document = new('x', 1000) };
                await opened.Payments.Commit(payment, CancellationToken.None);
            }
        })));
        var took = Stopwatch.GetElapsedTime(started);
        return (commits / took.TotalSeconds, commits / (double)groups);
    }
}

/// <summary>Tests that measure the disk, so no other test may run at the same time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    public const string Name = "measured alone";
}
