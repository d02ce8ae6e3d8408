using System.Diagnostics;
using HdrHistogram;

namespace QliroAdapter.Bench.Load;

/// <summary>
/// Calls arrive by themselves, at random moments of a steady rate (Poisson), whether or not earlier ones were answered.
/// A latency begins at the planned moment, so that a program that stands still is charged for all who would have come.
/// </summary>
internal static class OpenLoop
{
    private const int Digits = 3;

    private static readonly long longestMicroseconds = (long)TimeSpan.FromMinutes(2).TotalMicroseconds;

    /// <returns>The 99th percentile in milliseconds.</returns>
    /// <param name="items">What to call about, in this order.</param>
    /// <param name="perSecond">The mean rate.</param>
    /// <param name="seed">The same seed gives the same moments, so that programs are compared under the same load.</param>
    /// <param name="call">One call, which throws when the answer is wrong.</param>
    public static async Task<double> Run<T>(
        IReadOnlyList<T> items, double perSecond, int seed, Func<T, Task> call)
    {
#pragma warning disable CA5394 // Moments of a load need no secret.
        var random = new Random(seed);
        var histogram = new LongConcurrentHistogram(1, longestMicroseconds, Digits);
        var planned = TimeSpan.Zero;
        var running = new List<Task>(items.Count);
        var clock = Stopwatch.StartNew();
        foreach (var item in items)
        {
            planned += TimeSpan.FromSeconds(-Math.Log(1.0 - random.NextDouble()) / perSecond);
            // A timer is up to a millisecond late, for every program.
            if (planned - clock.Elapsed is { Ticks: > 0 } left) await Task.Delay(left, TimeProvider.System);
            running.Add(Timed(item, planned));
        }
#pragma warning restore CA5394

        await Task.WhenAll(running);
        return histogram.GetValueAtPercentile(99.0) / 1000.0;

        async Task Timed(T item, TimeSpan since)
        {
            await call(item);
            histogram.RecordValue(Math.Clamp((long)(clock.Elapsed - since).TotalMicroseconds, 1, longestMicroseconds));
        }
    }
}
