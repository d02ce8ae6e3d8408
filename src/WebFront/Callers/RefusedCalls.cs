using QliroAdapter.Ops;

namespace QliroAdapter.WebFront;

/// <summary>
/// Calls whose caller did not prove itself. Anybody can make them, any number, so each is counted and only the first of
/// a minute are logged; one line at the minute's end says how many more there were. One per process; thread-safe.
/// </summary>
internal sealed partial class RefusedCalls : IDisposable
{
    /// <summary>How many are logged in a minute, for each kind of proof. Enough to see where they come from.</summary>
    public const int LoggedMax = LogSample.LoggedMax;

    private readonly ILogger logger;
    private readonly LogSample[] samples;
    private readonly LogSample alarms;

    public RefusedCalls(TimeProvider clock, ILogger<RefusedCalls> logger)
    {
        this.logger = logger;
        samples = [.. Enum.GetValues<Proof>().Select(
            proof => new LogSample(clock, more => MoreNotProven(more, proof)))];
        alarms = new(clock, MoreTokensOfAnother);
    }

    /// <param name="proof">What was missing or wrong.</param>
    /// <param name="found">What it was worth.</param>
    /// <param name="isMissing">Whether there was none, or a wrong one.</param>
    /// <param name="route">The pattern of the route, not the path, which is as long as the caller likes.</param>
    public void Count(Proof proof, ProofFound found, bool isMissing, string? route)
    {
        if (found.Owner is { } owner)
        {
            AdapterMetrics.TokenOfAnotherPayment();
            if (alarms.MayLog()) TokenOfAnother(route, owner);
        }
        AdapterMetrics.CallRefused(proof == Proof.BearerToken ? "bearer-token" : "callback-token", isMissing);
        if (samples[(int)proof].MayLog()) CallerNotProven(proof, route);
    }

    public void Dispose()
    {
        foreach (var sample in samples) sample.Dispose();
        alarms.Dispose();
    }
}
