using System.Net;

namespace QliroAdapter.Client;

/// <summary>What the caller may conclude from a call that did not succeed.</summary>
public enum AdapterOutcome
{
    /// <summary>The adapter refused: what was asked for did not happen.</summary>
    Refused,

    /// <summary>The adapter was not reached, or rejected the call without reading it: nothing began.</summary>
    NotReached,

    /// <summary>
    /// No reliable answer came back (unknown outcome): it may have happened. Repeat a money call with the same
    /// idempotency key, and a creation without change: the adapter finds what it began.
    /// </summary>
    Unknown,
}

/// <summary>A call that did not succeed, thrown after the last attempt that the client makes by itself.</summary>
public sealed class AdapterException : Exception
{
    internal AdapterException(AdapterOutcome outcome, string message, Exception? cause = null)
        : base(message, cause) => Outcome = outcome;

    /// <summary>What the caller may conclude.</summary>
    public AdapterOutcome Outcome { get; }

    /// <summary>The answer's status; null when there was no answer.</summary>
    public HttpStatusCode? StatusCode { get; internal init; }

    /// <summary>The refusal; null when the answer holds none.</summary>
    public AdapterError? Error { get; internal init; }

    /// <summary>What is wrong with the request; null when the answer holds no problem details.</summary>
    public AdapterProblem? Problem { get; internal init; }

    /// <summary>The negative answer to Qliro's question; null for every other call.</summary>
    public QliroDecline? Decline { get; internal init; }

    /// <summary>The answer's body, unchanged; empty when there was none.</summary>
    public string Content { get; internal init; } = "";

    /// <summary>The answer's media type; null when there was none.</summary>
    public string? ContentType { get; internal init; }

    /// <summary>
    /// The id under which the adapter's logs and traces hold the call; null when there was no answer.
    /// </summary>
    public string? TraceId { get; internal init; }
}
