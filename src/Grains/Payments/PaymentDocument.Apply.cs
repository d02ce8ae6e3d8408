using QliroAdapter.Checkout;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Payments;

public sealed partial record PaymentDocument
{
    /// <summary>
    /// The payment after the event: the only way it changes, one arm per event, no decisions. Events other than the two
    /// first ones need a payment.
    /// </summary>
    public static PaymentDocument Apply(PaymentDocument? payment, PaymentEvent raised) => (payment, raised) switch
    {
        (_, PaymentBegun begun) => begun.Document,
        (_, PaymentRebuilt rebuilt) => rebuilt.Document,
        (null, _) => throw new InvalidOperationException($"{raised.GetType().Name} without a payment."),
        ({ } known, _) => ApplyToKnown(known, raised),
    };

    private static PaymentDocument ApplyToKnown(PaymentDocument payment, PaymentEvent raised) => raised switch
    {
        QliroOrderOpened opened => With(payment, opened.Lines) with
        {
            QliroOrderId = opened.Id, MerchantReference = opened.MerchantReference, QliroOrders = opened.QliroOrders,
        },
        CreationContinued continued => payment with
        {
            CreatedFor = [.. payment.CreatedFor.Append(continued.MessageId).TakeLast(PaymentDocument.CreatedForMax)],
        },
        CreationCompleted completed => payment with { State = PaymentState.Intent, CreatedAt = completed.At },
        CreationAbandoned => Decided(payment) with { State = PaymentState.Removed },
        PaymentRemoved => Decided(payment) with { State = PaymentState.Removed },
        LinesSent sent => With(payment, sent.Lines),
        LinesUnknown => payment with { LinesHash = null },
        PurchaseApproved approved => payment with
        {
            State = PaymentState.Processing,
            ApprovedAt = approved.At,
            // An older decline's reopening would undo this approval.
            Outbox = [.. payment.Outbox.Where(entry => entry.Kind != OutboxKind.ReopenOrder)],
        },
        PurchaseDeclined => payment,
        PurchaseReopened => payment with { State = PaymentState.Intent, ApprovedAt = null },
        PurchaseHeld held
            => Decided(payment) with { State = PaymentState.Pending, AmountMismatch = NullIfZero(held.Mismatch) },
        PurchaseCompleted completed => Decided(payment) with
        {
            State = PaymentState.Reserved, AmountMismatch = NullIfZero(completed.Mismatch),
        },
        PurchaseRefused => Decided(payment) with { State = PaymentState.Declined },
        Payments.OrderAccepted => payment with { OrderAccepted = true },
        OperationRequested requested => payment with { Operations = [.. payment.Operations, requested.Operation] },
        OperationPartMoved moved => WithOperation(payment, moved.Ordinal, operation => WithPart(operation, moved)),
        OperationPartAdded added => WithOperation(payment, added.Ordinal,
            operation => operation with { Parts = [.. operation.Parts, added.Part] }),
        OperationSucceeded succeeded => WithOperation(payment, succeeded.Ordinal,
            operation => operation with { Status = OperationStatus.Succeeded }),
        OperationFailed failed => WithOperation(payment, failed.Ordinal,
            operation => operation with { Status = OperationStatus.Failed, Error = failed.Error }),
        AdminOrderRead read => payment with { Ledger = read.Ledger, State = read.State },
        ChargeAccepted accepted => payment with
        {
            State = PaymentState.Processing,
            QliroOrderId = accepted.Id,
            CreatedAt = accepted.At,
            Charge = payment.Charge! with { TransactionIds = accepted.TransactionIds },
        },
        ChargeMissing missing => payment with { Charge = payment.Charge! with { MissingSince = missing.At } },
        MerchantReferenceChanged changed => payment with
        {
            MerchantReference = changed.MerchantReference, QliroOrders = changed.QliroOrders,
        },
        RecurringDetailsSaved saved => payment with { Recurring = saved.Details },
        ShippingNewsReceived received => payment with { ShippingNews = received.News },
        ShippingNewsDelivered => payment with { ShippingNews = payment.ShippingNews! with { Payload = null } },
        EntryEnqueued enqueued => WithEntry(payment, enqueued),
        EntryDelivered delivered => payment with
        {
            Outbox = [.. payment.Outbox.Where(entry => !Is(entry, delivered.Kind, delivered.Ordinal))],
        },
        EntryPostponed postponed => WithChangedEntry(payment, postponed.Kind, postponed.Ordinal, entry => entry with
        {
            DueAt = postponed.NextAt, Attempts = entry.Attempts + 1, Problem = postponed.Problem,
        }),
        EntryHeldBack held => WithChangedEntry(payment, held.Kind, held.Ordinal, entry => entry with
        {
            DueAt = held.Until, HeldFor = entry.HeldFor + (held.Until - held.From),
            Problem = EntryHeldBack.ProblemOf(held.Partner),
        }),
        EntryResumed resumed => WithChangedEntry(payment, resumed.Kind, resumed.Ordinal, entry => entry with
        {
            DueAt = resumed.At,
            Since = entry.IsParked ? resumed.At : entry.Since,
            HeldFor = entry.IsParked ? default : entry.HeldFor,
            Attempts = 0,
            IsParked = false,
        }),
        PaymentResumed => payment with { ParkedBecause = null, Ledger = new() },
        EntryParked parked => WithChangedEntry(payment, parked.Kind, parked.Ordinal,
            entry => entry with { IsParked = true, Problem = parked.Reason }),
        UpsellEvent upsell => upsell.Apply(payment),
        SuccessorEvent successor => successor.Apply(payment),
        _ => throw new InvalidOperationException($"{raised.GetType().Name} has no arm in {nameof(PaymentDocument)}."),
    };

    private static PaymentDocument With(PaymentDocument payment, SentLines lines)
        => payment with { Amount = lines.Total, LinesHash = lines.Hash, Rows = lines.Rows };

    /// <summary>The shopper shops no more: entries that keep the cart in step are dropped.</summary>
    private static PaymentDocument Decided(PaymentDocument payment) => payment with
    {
        Outbox = [.. payment.Outbox.Where(
            entry => entry.Kind is not (OutboxKind.ResyncLines or OutboxKind.ReopenOrder))],
    };

    private static decimal? NullIfZero(decimal amount) => amount == 0 ? null : amount;

    private static bool Is(OutboxEntry entry, OutboxKind kind, int ordinal)
        => entry.Kind == kind && entry.Ordinal == ordinal;

    private static PaymentDocument WithEntry(PaymentDocument payment, EntryEnqueued enqueued)
    {
        var known = payment.Outbox.FirstOrDefault(entry => Is(entry, enqueued.Kind, enqueued.Ordinal));
        var entry = new OutboxEntry
        {
            Kind = enqueued.Kind,
            Ordinal = enqueued.Ordinal,
            DueAt = known is { IsParked: false } && IsDueFirst(known, enqueued) ? known.DueAt : enqueued.DueAt,
            // What an operator resumed, or new facts revived, has its full time again.
            Since = known is { IsParked: false } ? known.Since : enqueued.DueAt,
            HeldFor = known is { IsParked: false } ? known.HeldFor : default,
            // A partner that does not answer is not asked faster because more is enqueued for it.
            Attempts = known is { IsParked: false } ? known.Attempts : 0,
            Audit = enqueued.Audit,
        };
        return payment with
        {
            Outbox = [.. payment.Outbox.Where(other => !Is(other, enqueued.Kind, enqueued.Ordinal)).Append(entry)
                .OrderBy(other => other.Kind).ThenBy(other => other.Ordinal)],
        };
    }

    /// <summary>Of two wishes the earlier counts; but a look after lost writes waits for the last of them.</summary>
    private static bool IsDueFirst(OutboxEntry known, EntryEnqueued enqueued)
        => known.DueAt < enqueued.DueAt && enqueued.Kind != OutboxKind.RecheckNorce;

    private static PaymentDocument WithChangedEntry(
        PaymentDocument payment, OutboxKind kind, int ordinal, Func<OutboxEntry, OutboxEntry> change)
        => payment with { Outbox =
            [.. payment.Outbox.Select(entry => Is(entry, kind, ordinal) ? change(entry) : entry)] };

    private static PaymentDocument WithOperation(
        PaymentDocument payment, int ordinal, Func<Operation, Operation> change)
        => payment with
        {
            Operations = [.. payment.Operations.Select(known => known.Ordinal == ordinal ? change(known) : known)],
        };

    private static Operation WithPart(Operation operation, OperationPartMoved moved) => operation with
    {
        Parts = [.. operation.Parts.Select(part => part.Number != moved.Number ? part : part with
        {
            Status = moved.Status,
            TransactionIds = moved.TransactionIds.Count > 0 ? moved.TransactionIds : part.TransactionIds,
            SentAt = moved.SentAt ?? part.SentAt,
            WasBusy = moved.WasBusy || (part.WasBusy && moved.RenewedRequestId is null),
            RequestId = moved.RenewedRequestId ?? part.RequestId,
        })],
    };
}
