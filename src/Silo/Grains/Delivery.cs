using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace QliroAdapter.Silo;

/// <summary>
/// Sends messages to grains wherever they are. Most may arrive twice, so they are sent again when their silo died under
/// them or does not answer. Those that start something new by being repeated are sent again only when they were turned
/// away before they began (a silo that leaves does so); else their sender is told.
/// </summary>
internal sealed class Delivery(TimeProvider time)
{
    /// <summary>
    /// How long each try is waited for. What was on its way to a silo that was killed is lost without a word, and lost
    /// again until the cluster knows, about 6 s later: the third try arrives. The last outlasts the longest turn.
    /// </summary>
    private static readonly TimeSpan[] tries =
    [
        TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8),
        TimeSpan.FromSeconds(30),
    ];

    /// <summary>
    /// A try that was refused at once (the silo is gone, nobody has noticed) is worth repeating only later.
    /// </summary>
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(250);

    private const int RefusalsMost = 40;

    /// <summary>For a message that is harmless when it comes twice.</summary>
    public async Task<T> Repeat<T>(Func<Task<T>> send)
    {
        var refusals = 0;
        for (var number = 0; ;)
        {
            try
            {
                return await send().WaitAsync(tries[number], time);
            }
            catch (TimeoutException) when (number + 1 < tries.Length)
            {
                number++;
            }
            catch (Exception lost) when (
                (IsTurnedAway(lost) || lost is SiloUnavailableException) && ++refusals < RefusalsMost)
            {
                await Task.Delay(pause, time);
            }
        }
    }

    /// <summary>For a message that must not begin twice.</summary>
    public async Task<T> Once<T>(Func<Task<T>> send)
    {
        for (var refusals = 0; ; refusals++)
        {
            try
            {
                return await send();
            }
            catch (Exception refused) when (IsTurnedAway(refused) && refusals < RefusalsMost)
            {
                await Task.Delay(pause, time);
            }
        }
    }

    /// <summary>
    /// The same, as long as somebody waits for the answer; after that, <paramref name="late"/> is the answer.
    /// </summary>
    public async Task<T> Repeat<T>(Func<Task<T>> send, TimeSpan limit, Func<T> late)
    {
        try
        {
            return await Repeat(send).WaitAsync(limit, time);
        }
        catch (TimeoutException)
        {
            return late();
        }
    }

    /// <summary>It was not sent, or refused at the door. A silo that died (unavailable) may have begun.</summary>
    private static bool IsTurnedAway(Exception failure)
        => failure is OrleansMessageRejectionException or ConnectionFailedException;
}
