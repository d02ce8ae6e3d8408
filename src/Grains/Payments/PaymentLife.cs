using QliroAdapter.Checkout;
using QliroAdapter.OrderManagement;
using QliroAdapter.OwedCalls;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Payments;

/// <summary>The only way a payment changes: one arm per event, no decisions.</summary>
public static class PaymentLife
{
    /// <summary>The payment after the event. Events other than the two first ones need a payment.</summary>
    public static PaymentDocument Apply(PaymentDocument? payment, PaymentEvent happened) => (payment, happened) switch
    {
        (_, PaymentBegun begun) => begun.Document,
        (_, PaymentRebuilt rebuilt) => rebuilt.Document,
        (null, _) => throw new InvalidOperationException($"{happened.GetType().Name} without a payment."),
        ({ } known, _) => ApplyToKnown(known, happened),
    };

    private static PaymentDocument ApplyToKnown(PaymentDocument payment, PaymentEvent happened) => happened switch
    {
        QliroOrderOpened opened => With(payment, opened.Lines) with
        {
            QliroOrderId = opened.Id, MerchantReference = opened.MerchantReference, QliroOrders = opened.QliroOrders,
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
            Owed = [.. payment.Owed.Where(call => call.Kind != OwedCallKind.ReopenOrder)],
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
        OrderAccepted => payment with { OrderAccepted = true },
        OperationRequested requested => payment with { Operations = [.. payment.Operations, requested.Operation] },
        OperationPartMoved moved => WithOperation(payment, moved.Ordinal, operation => WithPart(operation, moved)),
        OperationSucceeded succeeded => WithOperation(payment, succeeded.Ordinal,
            operation => operation with { Status = OperationStatus.Succeeded }),
        OperationFailed failed => WithOperation(payment, failed.Ordinal,
            operation => operation with { Status = OperationStatus.Failed, Error = failed.Error }),
        BooksRead books => payment with { Ledger = books.Ledger, State = books.State },
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
        CallOwed owed => WithOwed(payment, owed),
        CallDelivered delivered => payment with
        {
            Owed = [.. payment.Owed.Where(call => !Is(call, delivered.Kind, delivered.Ordinal))],
        },
        CallPostponed postponed => WithCall(payment, postponed.Kind, postponed.Ordinal, call => call with
        {
            DueAt = postponed.NextAt, Attempts = call.Attempts + 1, Problem = postponed.Problem,
        }),
        CallHeldBack held => WithCall(payment, held.Kind, held.Ordinal, call => call with
        {
            DueAt = held.Until, HeldFor = call.HeldFor + (held.Until - held.From), Problem = $"{held.Partner} is away.",
        }),
        CallResumed resumed => WithCall(payment, resumed.Kind, resumed.Ordinal, call => call with
        {
            DueAt = resumed.At,
            Since = call.IsParked ? resumed.At : call.Since,
            HeldFor = call.IsParked ? default : call.HeldFor,
            Attempts = 0,
            IsParked = false,
        }),
        PaymentResumed => payment with { ParkedBecause = null, Ledger = new() },
        CallParked parked => WithCall(payment, parked.Kind, parked.Ordinal,
            call => call with { IsParked = true, Problem = parked.Reason }),
        UpsellEvent upsell => upsell.Apply(payment),
        SuccessorEvent successor => successor.Apply(payment),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} has no arm in {nameof(PaymentLife)}."),
    };

    private static PaymentDocument With(PaymentDocument payment, SentLines lines)
        => payment with { Amount = lines.Total, LinesHash = lines.Hash, Rows = lines.Rows };

    /// <summary>
    /// The shopper shops no more: what was owed to keep the cart in step is nobody's wish any longer.
    /// </summary>
    private static PaymentDocument Decided(PaymentDocument payment) => payment with
    {
        Owed = [.. payment.Owed.Where(call => call.Kind is not (OwedCallKind.ResyncLines or OwedCallKind.ReopenOrder))],
    };

    private static decimal? NullIfZero(decimal amount) => amount == 0 ? null : amount;

    private static bool Is(OwedCall call, OwedCallKind kind, int ordinal)
        => call.Kind == kind && call.Ordinal == ordinal;

    private static PaymentDocument WithOwed(PaymentDocument payment, CallOwed owed)
    {
        var known = payment.Owed.FirstOrDefault(call => Is(call, owed.Kind, owed.Ordinal));
        var call = new OwedCall
        {
            Kind = owed.Kind,
            Ordinal = owed.Ordinal,
            DueAt = known is { IsParked: false } && IsDueFirst(known, owed) ? known.DueAt : owed.DueAt,
            // What an operator resumed, or new facts revived, has its full time again.
            Since = known is { IsParked: false } ? known.Since : owed.DueAt,
            HeldFor = known is { IsParked: false } ? known.HeldFor : default,
            // A partner that does not answer is not asked faster because more is owed to it.
            Attempts = known is { IsParked: false } ? known.Attempts : 0,
            Audit = owed.Audit,
        };
        return payment with
        {
            Owed = [.. payment.Owed.Where(other => !Is(other, owed.Kind, owed.Ordinal)).Append(call)
                .OrderBy(other => other.Kind).ThenBy(other => other.Ordinal)],
        };
    }

    /// <summary>Of two wishes the earlier counts; but a look after lost writes waits for the last of them.</summary>
    private static bool IsDueFirst(OwedCall known, CallOwed owed)
        => known.DueAt < owed.DueAt && owed.Kind != OwedCallKind.LookAtNorce;

    private static PaymentDocument WithCall(
        PaymentDocument payment, OwedCallKind kind, int ordinal, Func<OwedCall, OwedCall> change)
        => payment with { Owed = [.. payment.Owed.Select(call => Is(call, kind, ordinal) ? change(call) : call)] };

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
