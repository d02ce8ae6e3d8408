namespace QliroAdapter.Sandbox.Wire;

/// <summary>How a partner that is down looks to a caller.</summary>
public enum Outage
{
    None,

    /// <summary>503 to everything.</summary>
    Unavailable,

    /// <summary>Connections break without an answer.</summary>
    Unreachable,
}

/// <summary>The faults laid on one simulator; the first rule that matches and is not used up strikes.</summary>
public sealed class Faults
{
    private readonly Lock gate = new();
    private readonly List<Fault> rules = [];

    /// <summary>Whether the partner is down altogether.</summary>
    public Outage Outage { get; private set; }

    /// <summary>A rule for requests with this method ("*" = any) whose path and query contain the text.</summary>
    public Fault On(string method, string pathPart) => On(request =>
        (method == "*" || request.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (request.Path + request.Query).Contains(pathPart, StringComparison.OrdinalIgnoreCase));

    /// <summary>A rule for requests that satisfy the predicate. It strikes once a kind is chosen on it.</summary>
    public Fault On(Func<WireRequest, bool> matches)
    {
        var rule = new Fault(matches);
        lock (gate) rules.Add(rule);
        return rule;
    }

    public void GoDown(Outage outage = Outage.Unavailable) => Outage = outage;

    public void ComeUp() => Outage = Outage.None;

    /// <summary>Removes every rule, lets held requests go and comes up.</summary>
    public void Clear()
    {
        lock (gate)
        {
            foreach (var rule in rules) rule.Release();
            rules.Clear();
        }

        ComeUp();
    }

    internal Fault? Strike(WireRequest request)
    {
        lock (gate) return rules.Find(rule => rule.Take(request));
    }
}
