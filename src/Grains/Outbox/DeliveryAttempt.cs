using QliroAdapter.Partners;

namespace QliroAdapter.Outbox;

/// <summary>
/// What came of one try to deliver an outbox entry. A closed set: done, later, or a person is needed.
/// </summary>
public sealed record DeliveryAttempt
{
    private DeliveryAttempt() { }

    public bool IsDone { get; private init; }

    public bool NeedsOperator { get; private init; }

    /// <summary>What stood in the way, or a word about what was done.</summary>
    public string? Note { get; private init; }

    /// <summary>Not before this long, however early the retry policy is; absent: as the policy says.</summary>
    public TimeSpan? Pause { get; private init; }

    public static DeliveryAttempt Done(string? note = null) => new() { IsDone = true, Note = note };

    /// <summary>Try again: the partner was unavailable, or others were writing.</summary>
    public static DeliveryAttempt Later(string problem, TimeSpan? pause = null)
        => new() { Note = problem, Pause = pause };

    /// <summary>The same call would get the same answer for ever: an operator decides.</summary>
    public static DeliveryAttempt Park(string reason) => new() { NeedsOperator = true, Note = reason };

    /// <summary>
    /// After a failure whose repeat is harmless. Not reached, unknown, or others were writing (409): later.
    /// Refused by somebody else's hook: later, for their trouble passes. Refused for what we sent (400, 404, 422): a
    /// person is needed. Refused for who we are (401, 403): later, for credentials are mended without us.
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
