using System.Runtime.ExceptionServices;

namespace QliroAdapter.Partners;

/// <summary>The result of a call that the circuit let through.</summary>
/// <param name="Response">The answer, with its body in memory.</param>
/// <param name="Problem">Why there is no answer.</param>
/// <param name="Sign">What the result says about the partner's host.</param>
internal sealed record CircuitResult(HttpResponseMessage? Response, ExceptionDispatchInfo? Problem, HostSign Sign)
{
    public static CircuitResult Answered(HttpResponseMessage response) => new(
        response,
        null,
        (int)response.StatusCode is 429 or 502 or 503 or 504 ? HostSign.Unavailable : HostSign.Answers);

    public static CircuitResult Broken(Exception problem, HostSign sign)
        => new(null, ExceptionDispatchInfo.Capture(problem), sign);
}

/// <summary>What one call says about the state of its host.</summary>
internal enum HostSign
{
    /// <summary>
    /// The host processed the call and answered, even if with a refusal or an error of its own (500).
    /// </summary>
    Answers,

    /// <summary>No connection, no answer within the whole limit, 429, or a gateway's 502, 503, 504.</summary>
    Unavailable,

    /// <summary>The caller gave up before the limit, so nothing is known.</summary>
    Inconclusive,
}
