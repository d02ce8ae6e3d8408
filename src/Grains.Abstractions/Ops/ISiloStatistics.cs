namespace QliroAdapter.Ops;

/// <summary>What the engine is doing in this process, for ops pages and metrics. Thread-safe and cheap.</summary>
public interface ISiloStatistics
{
    /// <summary>Payments and orders in memory.</summary>
    int Activations { get; }

    /// <summary>Messages that wait for their turn.</summary>
    int WaitingMessages { get; }

    /// <summary>Turns running now.</summary>
    int RunningTurns { get; }

    /// <summary>True while messages are taken.</summary>
    bool IsReady { get; }
}
