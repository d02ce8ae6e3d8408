using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace QliroAdapter.Tests.Processes;

/// <summary>Waits in real time for what other processes do; long, because the machine may be busy.</summary>
internal static class Wait
{
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(60);

    /// <exception cref="TimeoutException">The condition did not become true within a minute.</exception>
    public static Task Until(Func<bool> holds, [CallerArgumentExpression(nameof(holds))] string what = "")
        => Until(() => Task.FromResult(holds()), timeout, what);

    /// <inheritdoc cref="Until(Func{bool}, string)"/>
    public static Task Until(Func<Task<bool>> holds, [CallerArgumentExpression(nameof(holds))] string what = "")
        => Until(holds, timeout, what);

    /// <exception cref="TimeoutException">The condition did not become true within that time.</exception>
    public static async Task Until(
        Func<Task<bool>> holds, TimeSpan max, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            if (watch.Elapsed > max) throw new TimeoutException($"After {max} it does not hold that {what}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }
}
