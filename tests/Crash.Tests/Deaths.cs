namespace QliroAdapter.Crash.Tests;

/// <summary>Kills the adapter a number of times, at moments drawn from a seed, and starts it again each time.</summary>
internal sealed class Deaths(AdapterProgram adapter, PartnerCalls calls, int seed, int max)
{
    private const int CallsMax = 80;

    // A run in which nothing is left to do is ended all the same.
    private static readonly TimeSpan longestRun = TimeSpan.FromSeconds(5);

    private readonly Random dice = new(seed);

    /// <summary>Number of deaths so far.</summary>
    public int Count { get; private set; }

    /// <summary>How many of them came before the process accepted calls.</summary>
    public int WhileStarting { get; private set; }

    /// <summary>True when the adapter is not killed any more.</summary>
    public bool AreOver { get; private set; }

    /// <summary>
    /// One run in eight ends while the process starts. The others end up to 20 ms after one of their first 80 calls to
    /// partners. On a quiet machine that is some hundred milliseconds after the start, on a busy one later; counting
    /// calls makes both get equally far.
    /// </summary>
    public async Task Run()
    {
        while (Count < max)
        {
            var farEnough = calls.After(dice.Next(1, CallsMax));
            adapter.Launch();
            if (dice.Next(8) == 0)
            {
                await Pass(dice.Next(20, 700));
                WhileStarting++;
            }
            else
            {
                await adapter.Ready();
                await Task.WhenAny(farEnough, Task.Delay(longestRun, TimeProvider.System));
                await Pass(dice.Next(20));
            }

            adapter.Kill();
            Count++;
        }

        await adapter.Start();
        AreOver = true;
    }

    /// <summary>Real time, because the process runs in it.</summary>
    private static Task Pass(int milliseconds)
        => Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System);
}
