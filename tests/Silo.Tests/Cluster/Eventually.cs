using System.Diagnostics;

namespace QliroAdapter.Silo.Tests.Cluster;

/// <summary>Waits in real time for what silos do by themselves; long, because the machine may be busy.</summary>
internal static class Eventually
{
    private static readonly TimeSpan timeout = TimeSpan.FromMinutes(2);

    public static Task Holds(Func<bool> holds) => Holds(() => Task.FromResult(holds()));

    public static async Task Holds(Func<Task<bool>> holds)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            watch.Elapsed.ShouldBeLessThan(timeout);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
