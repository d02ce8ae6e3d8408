using QliroAdapter.Partners;

namespace QliroAdapter.Outbox;

/// <summary>
/// The result of one attempt to deliver an outbox entry. One of three: done, later, or a person is needed.
/// </summary>
public sealed record DeliveryAttempt
{
    private DeliveryAttempt() { }

    public bool IsDone { get; private init; }

    public bool NeedsOperator { get; private init; }

    /// <summary>What prevented the delivery, or a remark about what was done.</summary>
    public string? Note { get; private init; }

    /// <summary>
    /// The shortest pause before the next attempt, when it is longer than the retry policy's; absent when the policy
    /// decides.
    /// </summary>
    public TimeSpan? Pause { get; private init; }

    public static DeliveryAttempt Done(string? note = null) => new() { IsDone = true, Note = note };

    /// <summary>Try again later: the partner was unavailable, or others were writing.</summary>
    public static DeliveryAttempt Later(string problem, TimeSpan? pause = null)
        => new() { Note = problem, Pause = pause };

    /// <summary>A repeat would get the same answer for ever, so an operator decides.</summary>
    public static DeliveryAttempt Park(string reason) => new() { NeedsOperator = true, Note = reason };

    /// <summary>
    /// The result for a failure whose repeat is harmless. Not reached, unknown, or others were writing (409): later.
    /// Refused by another adapter's hook: later, because its trouble passes. Refused because of what was sent (400,
    /// 404, 422): a person is needed. Refused because of who sent it (401, 403): later, because credentials are
    /// corrected elsewhere.
    /// </summary>
    public static DeliveryAttempt After(PartnerFailure failure, TimeSpan? pause = null) => failure switch
    {
        { Code: ErrorCodes.OrderValidation } => Later(Text(failure)),
        { Kind: PartnerFailureKind.Rejected, Status: 400 or 404 or 422 } => Park(Text(failure)),
        _ => Later(Text(failure), pause),
    };

    private static string Text(PartnerFailure failure)
        => $"{failure.Kind.ToString().ToLowerInvariant()} {failure.Status} {failure.Code} {failure.Message}"
            .Trim().TrimEnd('.') + ".";
}
