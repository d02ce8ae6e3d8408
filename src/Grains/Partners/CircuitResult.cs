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
        (int)response.StatusCode is 408 or 429 or >= 500 ? HostSign.Unavailable : HostSign.Answers);

    public static CircuitResult Broken(Exception problem, HostSign sign)
        => new(null, ExceptionDispatchInfo.Capture(problem), sign);
}

/// <summary>What one call says about the state of its host.</summary>
internal enum HostSign
{
    /// <summary>The host answered, even if with a refusal, with too much, or through a proxy's page.</summary>
    Answers,

    /// <summary>No connection, no answer within the whole limit, 408, 429 or 5xx.</summary>
    Unavailable,

    /// <summary>
    /// Nothing is known: the caller gave up before the limit, or the call was malformed and never left us.
    /// </summary>
    Inconclusive,
}
