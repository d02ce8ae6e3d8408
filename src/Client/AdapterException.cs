using System.Net;

namespace QliroAdapter.Client;

/// <summary>What the caller of a call that did not succeed may take for true.</summary>
public enum AdapterOutcome
{
    /// <summary>The adapter said no: what was asked for did not happen.</summary>
    Refused,

    /// <summary>The adapter was not reached, or turned the call away unread: nothing began.</summary>
    NotReached,

    /// <summary>
    /// Nothing certain came back (unknown outcome): it may have happened. Repeat money calls with the same idempotency
    /// key, a creation as it was: the adapter finds what it began.
    /// </summary>
    Unknown,
}

/// <summary>A call that did not succeed, after the last try that the client makes by itself.</summary>
public sealed class AdapterException : Exception
{
    internal AdapterException(AdapterOutcome outcome, string message, Exception? cause = null)
        : base(message, cause) => Outcome = outcome;

    /// <summary>What may be taken for true.</summary>
    public AdapterOutcome Outcome { get; }

    /// <summary>The answer's status; null when there was no answer.</summary>
    public HttpStatusCode? StatusCode { get; internal init; }

    /// <summary>The refusal; null when the answer holds none.</summary>
    public AdapterError? Error { get; internal init; }

    /// <summary>What is wrong with the request; null when the answer holds no problem details.</summary>
    public AdapterProblem? Problem { get; internal init; }

    /// <summary>The no to Qliro's question; null for every other call.</summary>
    public QliroDecline? Decline { get; internal init; }

    /// <summary>The answer's body as it came; empty when there was none.</summary>
    public string Content { get; internal init; } = "";

    /// <summary>The answer's media type; null when there was none.</summary>
    public string? ContentType { get; internal init; }

    /// <summary>Under which id the adapter's logs and traces have the call; null when there was no answer.</summary>
    public string? TraceId { get; internal init; }
}
