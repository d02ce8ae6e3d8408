using System.Diagnostics.Metrics;

namespace QliroAdapter.EmbeddedSilo;

/// <summary>What the engine does, as numbers; meter <c>QliroAdapter.EmbeddedSilo</c>. Thread-safe.</summary>
public sealed class SiloMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "QliroAdapter.EmbeddedSilo";

    private readonly Histogram<double> turnDuration;
    private readonly Histogram<double> mailboxWait;
    private readonly Histogram<double> dueLag;
    private readonly Counter<long> hooksOvertaken;
    private readonly Counter<long> turnsFailed;
    private int activations;
    private int waiting;
    private int running;
    private int due;

    /// <summary>Makes the instruments; the factory owns the meter.</summary>
    public SiloMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        meter.CreateObservableUpDownCounter(
            "silo.activations", () => Activations, "{activation}", "Payments and orders in memory.");
        meter.CreateObservableUpDownCounter(
            "silo.messages.waiting", () => WaitingMessages, "{message}", "Messages that wait for their turn.");
        meter.CreateObservableUpDownCounter(
            "silo.turns.running", () => RunningTurns, "{turn}", "Turns running now.");
        meter.CreateObservableGauge(
            "silo.due", () => Volatile.Read(ref due), "{payment}", "Payments the last look saw due, 10000 at most.");
        turnDuration = meter.CreateHistogram<double>("silo.turn.duration", "s", "Length of a turn.");
        mailboxWait = meter.CreateHistogram<double>("silo.mailbox.wait", "s", "From a message's arrival to its turn.");
        dueLag = meter.CreateHistogram<double>("silo.due.lag", "s", "From being seen due to being told to continue.");
        hooksOvertaken = meter.CreateCounter<long>("silo.hooks.overtaken", "{hook}", "Hooks that got no turn in time.");
        turnsFailed = meter.CreateCounter<long>("silo.turns.failed", "{turn}", "Turns that threw.");
    }

    internal int Activations => Volatile.Read(ref activations);

    internal int WaitingMessages => Volatile.Read(ref waiting);

    internal int RunningTurns => Volatile.Read(ref running);

    internal void ActivationEntered() => Interlocked.Increment(ref activations);

    internal void ActivationLeft() => Interlocked.Decrement(ref activations);

    internal void MessageQueued() => Interlocked.Increment(ref waiting);

    internal void TurnStarted(TimeSpan waited)
    {
        Interlocked.Decrement(ref waiting);
        Interlocked.Increment(ref running);
        mailboxWait.Record(waited.TotalSeconds);
    }

    internal void TurnEnded(TimeSpan took, bool threw)
    {
        Interlocked.Decrement(ref running);
        turnDuration.Record(took.TotalSeconds);
        if (threw) turnsFailed.Add(1);
    }

    internal void HookOvertaken()
    {
        Interlocked.Decrement(ref waiting);
        hooksOvertaken.Add(1);
    }

    internal void TurnRefused() => Interlocked.Decrement(ref waiting);

    internal void DueSeen(int payments) => Volatile.Write(ref due, payments);

    internal void DueWorkSent(TimeSpan lag) => dueLag.Record(lag.TotalSeconds);
}
