using System.Runtime.ExceptionServices;

namespace QliroAdapter.Partners;

/// <summary>What came of a call that the circuit let through.</summary>
/// <param name="Response">The answer, with its body in memory.</param>
/// <param name="Problem">Why there is none.</param>
/// <param name="Sign">What it says about the partner's host.</param>
internal sealed record CircuitResult(HttpResponseMessage? Response, ExceptionDispatchInfo? Problem, HostSign Sign)
{
    public static CircuitResult Answered(HttpResponseMessage response) => new(
        response,
        null,
        (int)response.StatusCode is 429 or 502 or 503 or 504 ? HostSign.Unavailable : HostSign.Answers);

    public static CircuitResult Broken(Exception problem, HostSign sign)
        => new(null, ExceptionDispatchInfo.Capture(problem), sign);
}

/// <summary>What one call says about the host it went to.</summary>
internal enum HostSign
{
    /// <summary>It looked at the call and answered, be it with no or with a mistake of its own (500).</summary>
    Answers,

    /// <summary>No connection, no answer within the whole limit, 429, or a gateway's 502, 503, 504.</summary>
    Unavailable,

    /// <summary>The caller withdrew before the limit: nobody knows.</summary>
    Inconclusive,
}
