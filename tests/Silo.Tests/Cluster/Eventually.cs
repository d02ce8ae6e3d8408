using System.Diagnostics;

namespace QliroAdapter.Silo.Tests.Cluster;

/// <summary>Waits in real time for what silos do by themselves; long, because the machine may be busy.</summary>
internal static class Eventually
{
    private static readonly TimeSpan timeout = TimeSpan.FromMinutes(2);

    public static async Task Holds(Func<bool> holds)
    {
        var watch = Stopwatch.StartNew();
        while (!holds())
        {
            watch.Elapsed.ShouldBeLessThan(timeout);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
