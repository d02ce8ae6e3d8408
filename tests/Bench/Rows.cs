namespace QliroAdapter.Bench;

/// <summary>The names of the rows, as <c>--only</c> takes them.</summary>
internal static class Rows
{
    public const string Settled = "settled";
    public const string Cpu = "cpu";
    public const string Calls = "calls";
    public const string Allocated = "allocated";
    public const string Repeats = "repeats";
    public const string Creates = "creates";
    public const string Validates = "validates";
    public const string Snippets = "snippets";
    public const string Hooks = "hooks";
    public const string Lifecycle = "lifecycle";
    public const string Slow = "slow";
    public const string Arriving = "p99";
    public const string Hot = "hot";
    public const string Stored = "stored";

    /// <summary>Not a row of targets: what the partners' process takes for a push.</summary>
    public const string PartnerCpu = "partner-cpu";

    /// <summary>Not a row of targets: messages to the hot payment that were refused.</summary>
    public const string HotRefused = "hot-refused";
}
