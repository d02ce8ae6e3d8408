using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Qliro;

namespace QliroAdapter.Payments;

/// <summary>Something that became true. Past tense; <see cref="Describe"/> is the row an operator reads.</summary>
public abstract record PaymentEvent
{
    /// <summary>For the timeline; null when the row would say nothing new.</summary>
    public abstract string? Describe();
}

// Checkout

/// <summary>The payment exists at Norce and will get a Qliro order under this reference.</summary>
public sealed record PaymentBegun(PaymentDocument Document) : PaymentEvent
{
    public override string Describe()
        => $"Creation begun: {Document.Amount}, Qliro reference {Document.MerchantReference}.";
}

/// <summary>Another message goes on with a creation that was cut off.</summary>
public sealed record CreationContinued(Guid MessageId) : PaymentEvent
{
    public override string? Describe() => null;
}

/// <summary>Qliro's order exists and holds these lines.</summary>
public sealed record QliroOrderOpened(QliroOrderId Id, string MerchantReference, int QliroOrders, SentLines Lines)
    : PaymentEvent
{
    public override string Describe() => $"Qliro order {Id} opened for {Lines.Total} under {MerchantReference}.";
}

/// <summary>Norce has the reference and the hooks; the shopper can see the checkout.</summary>
public sealed record CreationCompleted(DateTimeOffset At) : PaymentEvent
{
    public override string Describe() => "Creation completed.";
}

/// <summary>The creation failed or was cut off; what it left at Norce is enqueued to be cleared.</summary>
public sealed record CreationAbandoned(string Why) : PaymentEvent
{
    public override string Describe() => $"Creation abandoned: {Why}";
}

/// <summary>Found at Norce and Qliro, not in our store: the payment was rebuilt from them.</summary>
public sealed record PaymentRebuilt(PaymentDocument Document) : PaymentEvent
{
    public override string Describe()
        => $"Rebuilt from Norce and Qliro: {Document.State.Name()}, {Document.Amount}, Qliro order "
            + $"{Document.QliroOrderId}.";
}

/// <summary>The shop took the payment off the order.</summary>
public sealed record PaymentRemoved(string Why) : PaymentEvent
{
    public override string Describe() => $"Removed: {Why}";
}

// While the shopper shops

/// <summary>What Qliro was sent.</summary>
/// <param name="Total">What the payment covers.</param>
/// <param name="Hash">Hash of the lines; null when nothing was sent because vouchers cover everything.</param>
/// <param name="Rows">Line reference to Norce row.</param>
public sealed record SentLines(Money Total, string? Hash, IReadOnlyDictionary<string, OrderRow> Rows)
{
    /// <summary>
    /// The lines of an order. What the payment covers is more than their sum where Qliro adds the shipping.
    /// </summary>
    public static SentLines Of(OrderLines lines) => new(lines.Amount, lines.Hash, lines.Rows);
}

/// <summary>Qliro holds new lines, or the amount changed.</summary>
public sealed record LinesSent(SentLines Lines) : PaymentEvent
{
    public override string Describe() => $"Qliro's lines now sum to {Lines.Total}.";
}

/// <summary>
/// An update got no answer, or Qliro was seen with other lines: the next comparison sends them again.
/// </summary>
public sealed record LinesUnknown : PaymentEvent
{
    public override string Describe() => "It is not known which lines Qliro holds.";
}

/// <summary>We told Qliro that the purchase may go through.</summary>
public sealed record PurchaseApproved(DateTimeOffset At) : PaymentEvent
{
    public override string Describe() => "Purchase approved; Norce order in processing.";
}

/// <summary>We told Qliro no. Changes nothing but the timeline.</summary>
public sealed record PurchaseDeclined(string Reason, string Why) : PaymentEvent
{
    public override string Describe() => $"Purchase declined ({Reason}): {Why}";
}

/// <summary>The order went, or is to go, back to checkout.</summary>
public sealed record PurchaseReopened(string Why) : PaymentEvent
{
    public override string Describe() => $"Purchase reopened: {Why}";
}

// After Qliro decided

/// <summary>Qliro has the purchase under review.</summary>
public sealed record PurchaseHeld(decimal Mismatch) : PaymentEvent
{
    public override string Describe() => $"Qliro reviews the purchase{MismatchText.Of(Mismatch)}.";
}

/// <summary>Qliro reserved (or took) the money.</summary>
public sealed record PurchaseCompleted(decimal Mismatch) : PaymentEvent
{
    public override string Describe() => $"Qliro completed the purchase{MismatchText.Of(Mismatch)}.";
}

/// <summary>There will be no purchase: Qliro refused for good, or the shop declined the order.</summary>
public sealed record PurchaseRefused(string Why = "Qliro refused the purchase.") : PaymentEvent
{
    public override string Describe() => Why;
}

/// <summary>Norce's order is accepted or further.</summary>
public sealed record OrderAccepted : PaymentEvent
{
    public override string? Describe() => null;
}

// Order management

/// <summary>An operation was asked for; its requests are fixed.</summary>
public sealed record OperationRequested(Operation Operation) : PaymentEvent
{
    public override string Describe() => $"{Words} {Operation.Ordinal} requested: {Operation.Amount:0.00} in "
        + $"{Operation.Parts.Count} part(s), request ids "
        + $"{string.Join(", ", Operation.Parts.Select(part => part.RequestId))}.";

    private string Words => Operation.Type switch
    {
        OperationType.CancelItems => "Cancel of items",
        OperationType.RefundAmount => "Refund of a sum",
        var type => type.ToString(),
    };
}

/// <summary>One part of an operation came further.</summary>
public sealed record OperationPartMoved(
    int Ordinal, int Number, PartStatus Status, IReadOnlyList<long> TransactionIds, string? Note)
    : PaymentEvent
{
    /// <summary>When it was sent, for the move to that; else absent.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Qliro was too busy for it.</summary>
    public bool WasBusy { get; init; }

    /// <summary>The id it is sent under from now on; absent when that stays.</summary>
    public Guid? RenewedRequestId { get; init; }

    public override string Describe() => $"Operation {Ordinal} part {Number}: {Status.ToString().ToLowerInvariant()}"
        + (TransactionIds.Count > 0 ? $", Qliro transaction {string.Join(", ", TransactionIds)}" : "")
        + (Note is null ? "." : $" ({Note}).");
}

/// <summary>
/// A reservation was lowered and the reversal that gives its money back failed: Qliro is asked to do it again.
/// </summary>
public sealed record OperationPartAdded(int Ordinal, OperationPart Part) : PaymentEvent
{
    public override string Describe() => $"Operation {Ordinal} part {Part.Number} added: reversal {Part.ActsOn} of "
        + $"{Part.Amount:0.00} failed and is repeated, request id {Part.RequestId}.";
}

/// <summary>All parts are done.</summary>
public sealed record OperationSucceeded(int Ordinal) : PaymentEvent
{
    public override string Describe() => $"Operation {Ordinal} succeeded.";
}

/// <summary>Qliro refused or failed it; the payment is as it was, apart from parts that had succeeded.</summary>
public sealed record OperationFailed(int Ordinal, PaymentError Error) : PaymentEvent
{
    public override string Describe() => $"Operation {Ordinal} failed: {Error.Message}";
}

/// <summary>Qliro's admin order was read and the state follows from them.</summary>
public sealed record AdminOrderRead(Ledger Ledger, PaymentState State) : PaymentEvent
{
    public override string Describe()
        => $"Qliro's admin order: reserved {Ledger.Reserved:0.00}, captured {Ledger.Captured:0.00}, "
        + $"returned {Ledger.Returned:0.00}, released {Ledger.Released:0.00}; payment {State.Name()}.";
}

// Outbox entries

/// <summary>An entry is in the outbox from now on (or again, at once).</summary>
public sealed record EntryEnqueued(
    OutboxKind Kind, DateTimeOffset DueAt, string? Why = null, int Ordinal = 0, AuditEntry? Audit = null)
    : PaymentEvent
{
    public override string? Describe() => Why is null ? null : $"{Kind} enqueued: {Why}";
}

/// <summary>An outbox entry was delivered.</summary>
public sealed record EntryDelivered(OutboxKind Kind, int Ordinal, string? Note = null) : PaymentEvent
{
    public override string? Describe() => Kind is OutboxKind.RecordTransaction or OutboxKind.Reconcile
        && Note is null ? null
        : $"{Kind} delivered{(Note is null ? "" : $": {Note}")}.";
}

/// <summary>An outbox entry did not succeed and is tried again.</summary>
public sealed record EntryPostponed(OutboxKind Kind, int Ordinal, string Problem, DateTimeOffset NextAt) : PaymentEvent
{
    public override string Describe() => $"{Kind} not done: {Problem} Next try {NextAt:HH:mm:ss}.";
}

/// <summary>An outbox entry is not tried until then, for the circuit to its partner is open.</summary>
public sealed record EntryHeldBack(
    OutboxKind Kind, int Ordinal, string Partner, DateTimeOffset From, DateTimeOffset Until, bool IsNews)
        : PaymentEvent
{
    /// <summary>What the entry shows meanwhile.</summary>
    public static string ProblemOf(string partner) => $"The circuit to {partner} is open.";

    public override string? Describe()
        => IsNews ? $"{Kind} waits, for the circuit to {Partner} is open. Next try {Until:HH:mm:ss}." : null;
}

/// <summary>An operator has an outbox entry tried at once; a parked one has its full time again.</summary>
public sealed record EntryResumed(OutboxKind Kind, int Ordinal, DateTimeOffset At) : PaymentEvent
{
    public override string Describe() => $"{Kind} taken up again by an operator.";
}

/// <summary>An operator has a payment that the engine parked taken up again; its admin order is read anew.</summary>
public sealed record PaymentResumed : PaymentEvent
{
    public override string Describe() => "Taken up again by an operator.";
}

/// <summary>An outbox entry waits for an operator (dead letter).</summary>
public sealed record EntryParked(OutboxKind Kind, int Ordinal, string Reason) : PaymentEvent
{
    public override string Describe() => $"{Kind} parked for an operator: {Reason}";
}

internal static class MismatchText
{
    public static string Of(decimal mismatch)
        => mismatch == 0 ? "" : $"; its total differs from the payment by {mismatch:0.00}";
}
