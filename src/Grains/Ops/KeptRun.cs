namespace QliroAdapter.Ops;

/// <summary>
/// What the grain of resumes stores: the run with its order and its progress, so that another node goes on with it.
/// JSON; members may be added, none renamed. Immutable.
/// </summary>
public sealed record KeptRun
{
    /// <summary>The name under which it is stored.</summary>
    public const string Name = "resumes";

    /// <summary>The storage provider's name.</summary>
    public const string Storage = "settings";

    /// <summary>As many causes as there are at once; the oldest is forgotten.</summary>
    public const int TriedMax = 100;

    /// <summary>How far it is.</summary>
    public ResumeRun Run { get; init; } = new();

    /// <summary>What was ordered; absent when there was no run yet.</summary>
    public StartResumeRun? Order { get; init; }

    /// <summary>The place of the payment that comes next among the keys of the order.</summary>
    public int Next { get; init; }

    /// <summary>How many payments before it did not go through, one after the other.</summary>
    public int InARow { get; init; }

    /// <summary>Causes of which a payment was resumed with success, the oldest first.</summary>
    public IReadOnlyList<string> Tried { get; init; } = [];

    /// <summary>True from the start of a run to its end.</summary>
    public bool IsUnderWay => Run is { StartedAt: not null, EndedAt: null };

    /// <summary>The same with one more success of this cause.</summary>
    public KeptRun With(string cause)
        => Tried.Contains(cause) ? this : this with { Tried = [.. Tried.TakeLast(TriedMax - 1), cause] };
}
