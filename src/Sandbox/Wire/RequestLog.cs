namespace QliroAdapter.Sandbox.Wire;

/// <summary>One request in the log. The members about the answer are set once it has been given.</summary>
public sealed class RecordedRequest(int number, DateTimeOffset at, WireRequest request, bool isWrite)
{
    private volatile WireAnswer? answer;

    /// <summary>1 for the first request; requests are numbered as they arrive.</summary>
    public int Number { get; } = number;

    public DateTimeOffset At { get; } = at;

    public string Method { get; } = request.Method;

    public string Path { get; } = request.Path;

    public string Query { get; } = request.Query;

    public IReadOnlyDictionary<string, string> Headers { get; } = request.Headers;

    public string Body => request.BodyText;

    /// <summary>True when it asked for a change, also one that was refused.</summary>
    public bool IsWrite { get; } = isWrite;

    /// <summary>The status answered; 0 while unanswered and for a connection that was dropped.</summary>
    public int Status => answer?.Status ?? 0;

    public string AnswerBody => answer?.BodyText ?? "";

    /// <summary>True when the operation ran; false when a fault replaced it.</summary>
    public bool Executed { get; internal set; }

    /// <summary>The fault that was applied, if any.</summary>
    public string? Fault { get; internal set; }

    public string Header(string name) => Headers.TryGetValue(name, out var value) ? value : "";

    internal void Answered(WireAnswer given) => answer = given;

    public override string ToString() =>
        $"{Number} {Method} {Path}{Query} -> {Status}{(Fault is null ? "" : " (" + Fault + ")")}";
}

/// <summary>Every request a simulator saw, in order of arrival. Safe to read while requests arrive.</summary>
public sealed class RequestLog(TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly List<RecordedRequest> requests = [];

    public IReadOnlyList<RecordedRequest> All
    {
        get { lock (gate) return [.. requests]; }
    }

    /// <summary>How many there are.</summary>
    public int Count
    {
        get { lock (gate) return requests.Count; }
    }

    /// <summary>The last of them, oldest first.</summary>
    public IReadOnlyList<RecordedRequest> Last(int count)
    {
        lock (gate) return [.. requests.TakeLast(count)];
    }

    /// <summary>Requests that asked for a change.</summary>
    public IReadOnlyList<RecordedRequest> Writes => [.. All.Where(one => one.IsWrite)];

    /// <summary>
    /// Requests with this method ("*" = any) whose path and query contain the text, without regard to case.
    /// </summary>
    public IReadOnlyList<RecordedRequest> Of(string method, string pathPart) =>
        [.. All.Where(one => (method == "*" || one.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
            && (one.Path + one.Query).Contains(pathPart, StringComparison.OrdinalIgnoreCase))];

    public void Clear()
    {
        lock (gate) requests.Clear();
    }

    internal RecordedRequest Add(WireRequest request, bool isWrite)
    {
        lock (gate)
        {
            var recorded = new RecordedRequest(requests.Count + 1, clock.GetUtcNow(), request, isWrite);
            requests.Add(recorded);
            return recorded;
        }
    }
}
