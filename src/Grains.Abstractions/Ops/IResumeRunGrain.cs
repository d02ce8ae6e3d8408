using Orleans.Concurrency;

namespace QliroAdapter.Ops;

/// <summary>
/// Resumes parked payments of one cause one after the other, at a pace. One grain for a whole cluster, so that there is
/// one run at a time. A run is stored with its progress: when its node stops, another one goes on with it within a
/// minute, and may ask one payment again that was resumed already. It calls payments' grains only.
/// </summary>
public interface IResumeRunGrain : IGrainWithStringKey
{
    /// <summary>The run that is under way, or the last one.</summary>
    [AlwaysInterleave]
    Task<ResumeRun> GetRun(GetResumeRun message);

    /// <summary>Begins a run.</summary>
    Task<Outcome<ResumeRun>> StartRun(StartResumeRun message);

    /// <summary>Stops it after the payment that it is at.</summary>
    [AlwaysInterleave]
    Task<ResumeRun> StopRun(StopResumeRun message);
}

/// <summary>An operator looks at the run.</summary>
public sealed record GetResumeRun;

/// <summary>
/// An operator has a group of parked payments resumed. Refusals in order: order-bad-request without a reason or keys;
/// payment-conflict while another run is under way, and for more than one payment of a cause of which none was resumed
/// with success before.
/// </summary>
public sealed record StartResumeRun
{
    /// <summary>The cause that all have in common, for people.</summary>
    public required string Cause { get; init; }

    /// <summary>Keys of the payments, the first one first; at most <see cref="KeysMax"/>.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>How many are resumed in a minute, 1 to <see cref="PaceMax"/>.</summary>
    public required int PerMinute { get; init; }

    /// <summary>The operator's name.</summary>
    public required string By { get; init; }

    /// <summary>Why, in the operator's words.</summary>
    public required string Reason { get; init; }

    /// <summary>The most payments of one run.</summary>
    public const int KeysMax = 500;

    /// <summary>The fastest pace: ten in a second would be a load of its own.</summary>
    public const int PaceMax = 120;
}

/// <summary>An operator stops the run. Repeats are harmless.</summary>
public sealed record StopResumeRun
{
    /// <summary>The operator's name.</summary>
    public required string By { get; init; }
}

/// <summary>How far a run is.</summary>
public sealed record ResumeRun
{
    /// <summary>Absent when there was none yet.</summary>
    public string? Cause { get; init; }

    public string? By { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Absent while it is under way.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many payments it was begun for.</summary>
    public int Payments { get; init; }

    /// <summary>How many were resumed and are not parked any more.</summary>
    public int Resumed { get; init; }

    /// <summary>How many were resumed and are parked again.</summary>
    public int ParkedAgain { get; init; }

    /// <summary>How many refused, because they are held for one.</summary>
    public int Refused { get; init; }

    /// <summary>Why it ended before the last payment; absent otherwise.</summary>
    public string? StoppedBecause { get; init; }

    /// <summary>What the last payment that did not go through said; absent when all did.</summary>
    public string? LastProblem { get; init; }

    /// <summary>True for a cause of which one was tried with success, so that the group may follow.</summary>
    public bool IsTried { get; init; }
}

/// <summary>Access to <see cref="IResumeRunGrain"/> for processes with routes. Thread-safe.</summary>
public interface IResumeRuns
{
    /// <summary>The one grain.</summary>
    IResumeRunGrain Run { get; }
}
