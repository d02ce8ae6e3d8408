using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary>One look at something that may take time, and what is told when it takes too much of it.</summary>
/// <param name="Name">What is looked at.</param>
/// <param name="Probe">Sees that it answers before the token ends.</param>
internal sealed record Check(string Name, Func<CancellationToken, Task<IReadOnlyList<CheckResult>>> Probe)
{
    /// <summary>What a check may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    // Whoever is asked to stop has this long to say what it saw until then.
    private static readonly TimeSpan lastReport = TimeSpan.FromMilliseconds(500);

    public async Task<IReadOnlyList<CheckResult>> Run(TimeProvider time, CancellationToken stop)
    {
        using var timer = new CancellationTokenSource(Limit - lastReport, time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stop);
        try
        {
            return await Task.Run(() => Probe(limited.Token), stop).WaitAsync(Limit, time, stop);
        }
        catch (Exception silence) when (
            silence is TimeoutException || (silence is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return
            [
                CheckResult.Fail(
                    Name, $"no answer within {Limit.TotalSeconds} s", "See what keeps it from this machine"),
            ];
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return [CheckResult.Fail(Name, StartMistakes.OneLine(failure), "See what keeps it from this machine")];
        }
    }

    /// <summary>All of them side by side; findings in the order of the checks.</summary>
    public static async Task<IReadOnlyList<CheckResult>> RunAll(
        IEnumerable<Check> checks, TimeProvider time, CancellationToken stop)
        => [.. (await Task.WhenAll(checks.Select(check => check.Run(time, stop)))).SelectMany(found => found)];
}
