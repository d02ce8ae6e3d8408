using System.Diagnostics.CodeAnalysis;

namespace QliroAdapter.Partners;

/// <summary>
/// What came of one call to a partner: a value, or one of three failures that ask for different next steps.
/// Thread-safe and immutable. The default value is not an answer.
/// </summary>
/// <typeparam name="T">What the partner's answer holds.</typeparam>
public sealed record Answer<T>
{
    /// <summary>What the partner said; absent on failure.</summary>
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
/// <param name="Kind">What may be done next.</param>
/// <param name="Status">HTTP status, when there was an answer.</param>
/// <param name="Code">The partner's own code, e.g. <c>NO_ITEMS_LEFT_IN_RESERVATION</c> or
/// <c>order-conflict</c>.</param>
/// <param name="Message">The partner's own text, or what the network said.</param>
/// <param name="Reference">Qliro's ErrorReference.</param>
public sealed record PartnerFailure(
    PartnerFailureKind Kind, int? Status, string? Code, string Message, string? Reference = null);

/// <summary>The three ways a partner's call fails.</summary>
public enum PartnerFailureKind
{
    /// <summary>They said no (4xx). The same call gets the same answer.</summary>
    Rejected,

    /// <summary>
    /// Never reached, or refused before being looked at (connection refused, 429, 503): safe to repeat.
    /// </summary>
    Unavailable,

    /// <summary>
    /// An unknown outcome: sent, and no usable answer (timeout, cut connection, other 5xx). It is read back before
    /// anything else is done.
    /// </summary>
    Unknown,
}

/// <summary>One call as the timeline shows it. Holds no body: bodies hold personal data.</summary>
/// <param name="Partner"><c>Qliro</c> or <c>Norce</c>.</param>
/// <param name="Operation">The partner's word for it, e.g. <c>MarkItemsAsShipped</c>, <c>PUT state</c>.</param>
/// <param name="Status">HTTP status; absent when no answer came.</param>
/// <param name="Took">Wall time of the call, repeats included.</param>
/// <param name="Problem">Short reason when it failed: kind and code.</param>
public sealed record PartnerCall(string Partner, string Operation, int? Status, TimeSpan Took, string? Problem)
{
    /// <summary>It may have changed something there.</summary>
    public bool IsWrite { get; init; }
}
