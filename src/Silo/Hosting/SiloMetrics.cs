using System.Diagnostics.Metrics;

namespace QliroAdapter.Silo;

/// <summary>Metrics of the engine; meter <c>QliroAdapter.Silo</c>. Thread-safe.</summary>
public sealed class SiloMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "QliroAdapter.Silo";

    private readonly Histogram<double> turnDuration;
    private readonly Histogram<double> dueLag;
    private readonly Counter<long> hooksTimedOut;
    private readonly Counter<long> turnsFailed;
    private int activations;
    private int sent;
    private int running;
    private int due;

    /// <summary>Creates the instruments; the factory owns the meter.</summary>
    public SiloMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        meter.CreateObservableUpDownCounter(
            "silo.activations", () => Activations, "{activation}", "Payments and orders in memory.");
        meter.CreateObservableUpDownCounter(
            "silo.messages.waiting", () => WaitingMessages, "{message}",
            "Messages that this process sent and that wait for their turn, here or elsewhere.");
        meter.CreateObservableUpDownCounter(
            "silo.turns.running", () => RunningTurns, "{turn}", "Turns running now.");
        meter.CreateObservableGauge(
            "silo.due", () => Volatile.Read(ref due), "{payment}", "Payments the last look saw due, 10000 at most.");
        turnDuration = meter.CreateHistogram<double>("silo.turn.duration", "s", "Length of a turn.");
        dueLag = meter.CreateHistogram<double>("silo.due.lag", "s", "From being seen due to being told to continue.");
        hooksTimedOut = meter.CreateCounter<long>("silo.hooks.timed_out", "{hook}", "Hooks that got no turn in time.");
        turnsFailed = meter.CreateCounter<long>("silo.turns.failed", "{turn}", "Turns that threw.");
    }

    /// <summary>Begins the counters at 0, as <see cref="Ops.AdapterMetrics.Begin"/> does.</summary>
    internal void Begin()
    {
        hooksTimedOut.Add(0);
        turnsFailed.Add(0);
    }

    internal int Activations => Volatile.Read(ref activations);

    /// <summary>Messages that this process sent and that are not answered, less the turns that run here.</summary>
    internal int WaitingMessages => Math.Max(0, Volatile.Read(ref sent) - RunningTurns);

    internal int RunningTurns => Volatile.Read(ref running);

    internal void ActivationEntered() => Interlocked.Increment(ref activations);

    internal void ActivationLeft() => Interlocked.Decrement(ref activations);

    internal void MessageSent() => Interlocked.Increment(ref sent);

    internal void MessageAnswered() => Interlocked.Decrement(ref sent);

    internal void TurnStarted() => Interlocked.Increment(ref running);

    internal void TurnEnded(TimeSpan took, bool threw)
    {
        Interlocked.Decrement(ref running);
        turnDuration.Record(took.TotalSeconds);
        if (threw) turnsFailed.Add(1);
    }

    internal void HookTimedOut() => hooksTimedOut.Add(1);

    internal void DueSeen(int payments) => Volatile.Write(ref due, payments);

    internal void DueWorkSent(TimeSpan lag) => dueLag.Record(lag.TotalSeconds);
}
