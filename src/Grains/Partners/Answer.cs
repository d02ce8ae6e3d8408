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
    PartnerFailureKind Kind, int? Status, string? Code, string Message, string? Reference = null);

/// <summary>The three ways in which a call to a partner fails.</summary>
public enum PartnerFailureKind
{
    /// <summary>The partner refused (4xx). The same call would get the same answer.</summary>
    Rejected,

    /// <summary>
    /// The call was never sent (connection refused), or was turned away (408, 429, 503). Reads and steps that bring
    /// Norce to a state may be repeated. A gateway may have passed on what it turned away, so a money operation with a
    /// status counts as unknown (<c>QliroVerdict</c>).
    /// </summary>
    Unavailable,

    /// <summary>
    /// An unknown outcome: sent, and no usable answer came (timeout, broken connection, other 5xx). The state is read
    /// back before anything else is done.
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
