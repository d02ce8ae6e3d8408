namespace QliroAdapter.Sandbox.Wire;

/// <summary>What goes wrong with a request.</summary>
public enum FaultKind
{
    /// <summary>The given answer is sent, and the operation does not run.</summary>
    Answer,

    /// <summary>The operation runs, and the given answer replaces its own.</summary>
    ReplaceAnswer,

    /// <summary>The operation runs after a wait.</summary>
    Delay,

    /// <summary>The operation runs, then the connection breaks, so that the caller does not know its outcome.</summary>
    LoseAnswer,

    /// <summary>The connection breaks before the operation runs.</summary>
    LoseRequest,

    /// <summary>202 is answered at once; the operation runs later.</summary>
    AcceptFirst,

    /// <summary>The request waits until the test lets it go on.</summary>
    Hold,

    /// <summary>
    /// The operation runs, and its answer waits until the test releases it: an open connection without an answer.
    /// </summary>
    HoldAnswer,
}

/// <summary>A fault for matching requests. Made by <see cref="Faults.On(string,string)"/>; one kind per rule.</summary>
public sealed class Fault
{
    private readonly Func<WireRequest, bool> matches;
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int left;
    private int skip;

    internal Fault(Func<WireRequest, bool> matches) => this.matches = matches;

    public FaultKind Kind { get; private set; }

    /// <summary>How many requests it was applied to.</summary>
    public int Hits { get; private set; }

    /// <summary>How many requests it will still be applied to.</summary>
    public int Left => left;

    /// <summary>Completes when the first request was hit.</summary>
    public Task Arrived => arrived.Task;

    internal WireAnswer Reply { get; private set; } = WireAnswer.Empty(500);

    internal TimeSpan? Wait { get; private set; }

    internal Task Released => released.Task;

    /// <summary>Lets the first <paramref name="count"/> matching requests pass.</summary>
    public Fault After(int count)
    {
        skip = count;
        return this;
    }

    /// <summary>Answers without running the operation. A body that starts as JSON is sent as JSON.</summary>
    public Fault Answer(int status, string body = "", int times = 1)
    {
        Reply = Given(status, body);
        return Arm(FaultKind.Answer, times);
    }

    /// <summary>Runs the operation and sends this answer in place of its own.</summary>
    public Fault ReplaceAnswer(int status, string body = "", int times = 1)
    {
        Reply = Given(status, body);
        return Arm(FaultKind.ReplaceAnswer, times);
    }

    /// <summary>Waits by the simulator's clock, then runs the operation.</summary>
    public Fault Delay(TimeSpan wait, int times = 1)
    {
        Wait = wait;
        return Arm(FaultKind.Delay, times);
    }

    /// <summary>Runs the operation and drops the connection.</summary>
    public Fault LoseAnswer(int times = 1) => Arm(FaultKind.LoseAnswer, times);

    /// <summary>Drops the connection and runs nothing.</summary>
    public Fault LoseRequest(int times = 1) => Arm(FaultKind.LoseRequest, times);

    /// <summary>
    /// Answers 202 and runs the operation after the wait, or when <see cref="Release"/> is called if none is given.
    /// </summary>
    public Fault AcceptFirst(TimeSpan? completeAfter = null, int times = 1)
    {
        Wait = completeAfter;
        Reply = WireAnswer.Empty(202);
        return Arm(FaultKind.AcceptFirst, times);
    }

    /// <summary>Keeps requests waiting until <see cref="Release"/>.</summary>
    public Fault Hold(int times = 1) => Arm(FaultKind.Hold, times);

    /// <summary>Runs requests at once and keeps their answers until <see cref="Release"/>.</summary>
    public Fault HoldAnswer(int times = 1) => Arm(FaultKind.HoldAnswer, times);

    /// <summary>Lets held and accepted requests run.</summary>
    public void Release() => released.TrySetResult();

    // Called while the lock of Faults is held.
    internal bool Take(WireRequest request)
    {
        if (left == 0 || !matches(request)) return false;
        if (skip > 0)
        {
            skip--;
            return false;
        }

        left--;
        Hits++;
        arrived.TrySetResult();
        return true;
    }

    private static WireAnswer Given(int status, string body)
    {
        var isJson = body.Length > 0 && body[0] is '{' or '[';
        var type = isJson ? "application/json" : body.StartsWith('<') ? "text/html" : "text/plain";
        return body.Length == 0 ? WireAnswer.Empty(status) : WireAnswer.Text(status, body, $"{type}; charset=utf-8");
    }

    private Fault Arm(FaultKind kind, int times)
    {
        Kind = kind;
        left = times;
        return this;
    }
}
