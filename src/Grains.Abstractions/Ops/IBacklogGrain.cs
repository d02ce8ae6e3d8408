namespace QliroAdapter.Ops;

/// <summary>
/// How much waits in the store, read by one grain for a whole cluster, so that many nodes and scrapes read the database
/// as seldom as one. It calls no grain.
/// </summary>
public interface IBacklogGrain : IGrainWithStringKey
{
    /// <summary>What was read at most <see cref="GetBacklog.AgeMax"/> ago; changes nothing.</summary>
    [ResponseTimeout("00:00:30")]
    Task<BacklogRead> GetBacklog(GetBacklog message);
}

/// <summary>Sent by every silo, once in a while.</summary>
public sealed record GetBacklog
{
    /// <summary>The key of the only grain.</summary>
    public const string Key = "backlog";

    /// <summary>What is older is read again.</summary>
    public required TimeSpan AgeMax { get; init; }
}

/// <summary>How much waited, and when.</summary>
public sealed record BacklogRead
{
    /// <summary>How much waited.</summary>
    public required Backlog Backlog { get; init; }

    /// <summary>When it was read, by the clock of the node that read it.</summary>
    public required DateTimeOffset At { get; init; }
}
