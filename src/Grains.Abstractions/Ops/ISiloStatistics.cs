namespace QliroAdapter.Ops;

/// <summary>The load of the engine in this process, for ops pages and metrics. Thread-safe and cheap.</summary>
public interface ISiloStatistics
{
    /// <summary>Payments and orders held in memory.</summary>
    int Activations { get; }

    /// <summary>Messages that wait for their turn.</summary>
    int WaitingMessages { get; }

    /// <summary>Turns running now.</summary>
    int RunningTurns { get; }

    /// <summary>True while messages are accepted.</summary>
    bool IsReady { get; }
}
