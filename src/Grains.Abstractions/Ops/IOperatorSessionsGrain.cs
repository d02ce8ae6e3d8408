using Orleans.Concurrency;

namespace QliroAdapter.Ops;

/// <summary>
/// The operators' sessions that were ended before their time, one grain for a whole cluster. A session itself is a
/// signed cookie that every node can verify; this is what the cookie cannot tell. It calls no grain.
/// </summary>
public interface IOperatorSessionsGrain : IGrainWithStringKey
{
    /// <summary>Whether a session was ended; changes nothing.</summary>
    [AlwaysInterleave, ResponseTimeout("00:00:10")]
    Task<OperatorSession> GetSession(GetOperatorSession message);

    /// <summary>Ends a session for every node.</summary>
    [ResponseTimeout("00:00:10")]
    Task<OperatorSession> EndSession(EndOperatorSession message);
}

/// <summary>Sent with every page that an operator opens by a cookie.</summary>
public sealed record GetOperatorSession
{
    /// <summary>The session's random id.</summary>
    public required string Id { get; init; }
}

/// <summary>An operator logs out. Repeats are harmless. What is true after it is stored, also over a restart.</summary>
public sealed record EndOperatorSession
{
    /// <summary>The session's random id.</summary>
    public required string Id { get; init; }

    /// <summary>When its cookie would have expired; it need not be remembered for longer.</summary>
    public required DateTimeOffset Until { get; init; }
}

/// <summary>What is known of a session.</summary>
public sealed record OperatorSession
{
    /// <summary>True when it was ended, so that its cookie opens nothing.</summary>
    public required bool IsEnded { get; init; }
}

/// <summary>Access to <see cref="IOperatorSessionsGrain"/> for processes with routes. Thread-safe.</summary>
public interface IOperatorSessions
{
    /// <summary>Whether a session was ended.</summary>
    Task<OperatorSession> GetSession(GetOperatorSession message);

    /// <summary>Ends a session for every node.</summary>
    Task<OperatorSession> EndSession(EndOperatorSession message);
}
