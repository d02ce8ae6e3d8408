using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace QliroAdapter.Nodes.Tests;

/// <summary>Waits in real time for what other processes do; generous, for the machine may be busy.</summary>
internal static class Wait
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(60);

    public static Task Until(Func<bool> holds, [CallerArgumentExpression(nameof(holds))] string what = "")
        => Until(() => Task.FromResult(holds()), what);

    public static async Task Until(
        Func<Task<bool>> holds, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            watch.Elapsed.ShouldBeLessThan(patience, what);
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
