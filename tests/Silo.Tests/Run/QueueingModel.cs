namespace QliroAdapter.Silo.Tests.Run;

/// <summary>
/// What a queue of pushes needs: a closed network of one station with several processors, which all processes share, and
/// a delay that needs none of them (the disk, the partner's own time). Exact mean value analysis, with several processors
/// as one that is as much faster and a delay (Seidmann's approximation).
/// </summary>
/// <param name="work">Processor milliseconds for each push, of all processes on these processors.</param>
/// <param name="delay">Milliseconds that a push waits for something else.</param>
/// <param name="processors">Number of processors.</param>
internal sealed class QueueingModel(double work, double delay, int processors)
{
    /// <summary>Pushes in a second when this many callers each send the next push when the last was answered.</summary>
    public double PerSecond(int callers)
    {
        var queued = work / processors;
        var alone = work - queued + delay;
        var (inQueue, perMillisecond) = (0.0, 0.0);
        for (var number = 1; number <= callers; number++)
        {
            var atStation = queued * (1 + inQueue);
            perMillisecond = number / (atStation + alone);
            inQueue = perMillisecond * atStation;
        }

        return perMillisecond * 1000;
    }

    /// <summary>What a single caller's answer time leaves when the processor time is taken off.</summary>
    public static double DelayOf(double perSecondOfOne, double work) => Math.Max(0, (1000 / perSecondOfOne) - work);

    /// <summary>
    /// Processors that take a load when no more than this share of them is busy: half of what is free is kept for the
    /// moments in which more comes than usual.
    /// </summary>
    public static double Processors(double perSecond, double workEach, double busyMax)
        => perSecond * workEach / 1000 / busyMax;
}
