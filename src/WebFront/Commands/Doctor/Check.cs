using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary>One check that may take time, and the result that is reported when it takes too long.</summary>
/// <param name="Name">Names what is checked.</param>
/// <param name="Probe">Does the check; must return before its token is cancelled.</param>
internal sealed record Check(string Name, Func<CancellationToken, Task<IReadOnlyList<CheckResult>>> Probe)
{
    /// <summary>The longest time that a check may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    // A check that is asked to stop has this long to report what it found.
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

    /// <summary>Runs all checks at the same time. Results are in the order of the checks.</summary>
    public static async Task<IReadOnlyList<CheckResult>> RunAll(
        IEnumerable<Check> checks, TimeProvider time, CancellationToken stop)
        => [.. (await Task.WhenAll(checks.Select(check => check.Run(time, stop)))).SelectMany(found => found)];
}
