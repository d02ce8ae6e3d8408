using System.Diagnostics.CodeAnalysis;

namespace QliroAdapter.Partners;

/// <summary>
/// The result of one call to a partner: a value, or one of three failures that need different next steps. Thread-safe
/// and immutable. The default value is not an answer.
/// </summary>
/// <typeparam name="T">The content of the partner's answer.</typeparam>
public sealed record Answer<T>
{
    /// <summary>The content of the answer; absent on failure.</summary>
    public T? Value { get; init; }

    /// <summary>Why there is no value.</summary>
    public PartnerFailure? Failure { get; init; }

    /// <summary>The call itself, for the payment's timeline.</summary>
    public required PartnerCall Call { get; init; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Failure))]
    public bool IsAccepted => Failure is null;
}

/// <summary>How a call failed.</summary>
/// <param name="Kind">Decides what may be done next.</param>
/// <param name="Status">HTTP status; absent when no answer came.</param>
/// <param name="Code">The partner's own code, e.g. <c>NO_ITEMS_LEFT_IN_RESERVATION</c> or
/// <c>order-conflict</c>.</param>
/// <param name="Message">The partner's own text, or a description of the network problem.</param>
/// <param name="Reference">Qliro's ErrorReference; absent otherwise.</param>
public sealed record PartnerFailure(
    PartnerFailureKind Kind, int? Status, string? Code, string Message, string? Reference = null)
{
    /// <summary>
    /// True when the answer has no error body of the partner's own, so that something in between may have answered.
    /// </summary>
    public bool IsForeign { get; init; }

    /// <summary>True when it was sent and our time limit passed: the partner may still be working on it.</summary>
    public bool WasGivenUp { get; init; }

    /// <summary>True when the partner itself says that it has no such thing; a 404 of a proxy says nothing.</summary>
    public bool IsMissing => Status == 404 && !IsForeign;
}

/// <summary>The three ways in which a call to a partner fails.</summary>
public enum PartnerFailureKind
{
    /// <summary>The partner itself refused (4xx). The same call would get the same answer.</summary>
    Rejected,

    /// <summary>
    /// Never sent, or turned away (connection refused, 429, 503, a proxy's page) where a repeat does no harm. Safe to
    /// repeat.
    /// </summary>
    Unavailable,

    /// <summary>
    /// An unknown outcome: sent, and no usable answer came (timeout, broken connection, 5xx, and more of a call that
    /// creates something, see <see cref="PartnerFailures"/>). The state is read back before anything else is done.
    /// </summary>
    Unknown,
}

/// <summary>One call as the timeline shows it. Holds no body: bodies hold personal data.</summary>
/// <param name="Partner"><c>Qliro</c> or <c>Norce</c>.</param>
/// <param name="Operation">The partner's name for it, e.g. <c>MarkItemsAsShipped</c>, <c>PUT state</c>.</param>
/// <param name="Status">HTTP status; absent when no answer came.</param>
/// <param name="Took">Duration of the call, repeats included.</param>
/// <param name="Problem">Short reason of a failure: kind and code.</param>
public sealed record PartnerCall(string Partner, string Operation, int? Status, TimeSpan Took, string? Problem)
{
    /// <summary>True when the call may have changed something at the partner.</summary>
    public bool IsWrite { get; init; }
}
