namespace QliroAdapter.Sandbox.Wire;

/// <summary>How a partner that is down appears to a caller.</summary>
public enum Outage
{
    None,

    /// <summary>503 to everything.</summary>
    Unavailable,

    /// <summary>Connections break without an answer.</summary>
    Unreachable,
}

/// <summary>The faults of one simulator. The first rule that matches and is not used up is applied.</summary>
public sealed class Faults
{
    private readonly Lock gate = new();
    private readonly List<Fault> rules = [];

    /// <summary>The outage of the whole partner, if it has one.</summary>
    public Outage Outage { get; private set; }

    /// <summary>The rules that are not used up.</summary>
    public IReadOnlyList<Fault> Armed
    {
        get { lock (gate) return rules.FindAll(rule => rule.Left > 0); }
    }

    /// <summary>A rule for requests with this method ("*" = any) whose path and query contain the text.</summary>
    public Fault On(string method, string pathPart) => On(request =>
        (method == "*" || request.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (request.Path + request.Query).Contains(pathPart, StringComparison.OrdinalIgnoreCase));

    /// <summary>A rule for requests that satisfy the predicate. It takes effect once a kind is chosen.</summary>
    public Fault On(Func<WireRequest, bool> matches)
    {
        var rule = new Fault(matches);
        lock (gate) rules.Add(rule);
        return rule;
    }

    public void GoDown(Outage outage = Outage.Unavailable) => Outage = outage;

    public void ComeUp() => Outage = Outage.None;

    /// <summary>Removes every rule, releases held requests and ends an outage.</summary>
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
