using System.Diagnostics;

namespace QliroAdapter.Bench.Load;

/// <summary>
/// So many callers make one call after the other, each as soon as it has its answer: the most that a program can do.
/// </summary>
internal static class ClosedLoop
{
    // Of the calls; a connection is opened and code compiled during them.
    private const double WarmUp = 0.1;

    /// <summary>Makes a call for each item; the first tenth is not measured.</summary>
    /// <param name="items">What to call about.</param>
    /// <param name="callers">Number of calls at once.</param>
    /// <param name="call">One call, which throws when the answer is wrong.</param>
    /// <param name="around">Measures what else changes during the measured calls; absent when nothing.</param>
    /// <param name="until">
    /// Completes when what was asked for is done, which may be after the answer; absent when the answer is the end.
    /// </param>
    /// <returns>Calls in a second.</returns>
    public static async Task<double> Run<T>(
        IReadOnlyList<T> items, int callers, Func<T, Task> call, Func<int, Func<Task>, Task>? around = null,
        Func<IReadOnlyList<T>, Task>? until = null)
    {
        var warm = (int)(items.Count * WarmUp);
        await Each([.. items.Take(warm)], callers, call);
        IReadOnlyList<T> measured = [.. items.Skip(warm)];
        var elapsed = TimeSpan.Zero;
        around ??= (_, run) => run();
        await around(measured.Count, async () =>
        {
            var clock = Stopwatch.StartNew();
            await Each(measured, callers, call);
            if (until is not null) await until(measured);
            elapsed = clock.Elapsed;
        });
        return measured.Count / elapsed.TotalSeconds;
    }

    /// <summary>The same without measuring.</summary>
    public static Task Each<T>(IReadOnlyList<T> items, int callers, Func<T, Task> call)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Math.Min(callers, items.Count)).Select(async _ =>
        {
            for (int number; (number = Interlocked.Increment(ref next)) < items.Count;) await call(items[number]);
        }));
    }
}
