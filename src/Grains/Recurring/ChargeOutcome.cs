using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.NorceSync;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Reconciliation;

namespace QliroAdapter.Recurring;

/// <summary>Finds the outcome of a charge. It is always read from Qliro's admin order, whoever reports it.</summary>
public static class ChargeOutcome
{
    /// <summary>
    /// Handles a push. When the admin order cannot be read now, reading it soon is enqueued; the push is stored in any
    /// case.
    /// </summary>
    public static async Task RecordPush(Turn turn)
    {
        if (turn.Payment.State == PaymentState.Creating)
        {
            turn.Raise(new EntryEnqueued(OutboxKind.ChargeRecurring, turn.Now));
            return;
        }
        var attempt = await Reconcile(turn);
        if (!attempt.IsDone) ReadLater.Enqueue(turn, attempt.Note);
    }

    /// <summary>Reads the admin order and applies it.</summary>
    public static async Task<DeliveryAttempt> Reconcile(Turn turn)
    {
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return DeliveryAttempt.Later(configuration.Error.Message);
        var (qliro, account) = (turn.Services.QliroAdmin, configuration.Value.Account);
        var adminOrder = turn.Note(turn.Payment.QliroOrderId is { } id
            ? await qliro.GetOrder(account, id, turn.Time.Qliro)
            : await qliro.FindOrder(account, MerchantReference.Of(turn.Payment.MerchantReference!), turn.Time.Qliro));
        if (!adminOrder.IsAccepted)
        {
            var error = QliroRefusal.Of(adminOrder.Failure);
            return error.Code == ErrorCodes.QliroOrderNotFound
                ? DeliveryAttempt.Done("Qliro does not have the charge")
                : DeliveryAttempt.Later(error.Message);
        }
        if (turn.Payment.QliroOrderId is null && !Adoption.IsOurs(turn.Payment, adminOrder.Value))
            return DeliveryAttempt.Done("Qliro has a charge of others under its reference");
        turn.Raise(Decide(turn.Payment, adminOrder.Value, turn.Now));
        await turn.Commit();
        // An open charge is reconciled as long as it is open. A charge that has ended here would not be, so this entry
        // stays while Qliro can still book it.
        var hasEnded = !turn.Payment.HasOpenCharge() && !turn.Payment.State.IsPurchased();
        return hasEnded && Reservations(adminOrder.Value).Any(one => !one.IsFinal)
            ? DeliveryAttempt.Later(
                "Qliro works on a charge that has ended here.",
                TimeSpan.FromSeconds(turn.Services.Reconciliation.IntervalSeconds))
            : DeliveryAttempt.Done();
    }

    /// <summary>
    /// Decides in guard order: already purchased (nothing happens); a reservation or debit that succeeded (purchased;
    /// or, when the payment has ended here, parked for a person); none left that could succeed (declined). Anything
    /// else, unknown words included, is not decided yet.
    /// </summary>
    public static IReadOnlyList<PaymentEvent> Decide(PaymentDocument payment, AdminOrder adminOrder, DateTimeOffset now)
    {
        if (!payment.IsChargeWithoutPurchase()) return [];
        var reservations = Reservations(adminOrder);
        if (reservations.FirstOrDefault(one => one.IsSuccess) is { } paid)
        {
            if (!payment.HasOpenCharge()) return Push.PaidThoughEnded(payment, now);
            var mismatch = Money.Round(Math.Abs(paid.Amount ?? payment.Amount.Amount) - payment.Amount.Amount);
            return
            [
                new PurchaseCompleted(mismatch),
                new EntryEnqueued(OutboxKind.SyncNorce, now),
                Audit.Enqueued(
                    payment, now, PaymentEvents.Confirm, $"charge {paid.PaymentTransactionId} Success", "Success"),
            ];
        }
        if (payment.State != PaymentState.Processing
            || reservations.Count == 0 || !reservations.All(one => one.IsFinal)) return [];
        var last = reservations[^1];
        var why = $"{last.ErrorCode} {last.ErrorCodeDescription ?? last.ProviderResultDescription}".Trim();
        return
        [
            new PurchaseRefused($"Qliro declined the charge: {last.Status} {why}".TrimEnd() + "."),
            new EntryEnqueued(OutboxKind.SyncNorce, now),
            Audit.Enqueued(
                payment, now, PaymentEvents.Cancel, $"charge {last.PaymentTransactionId} {last.Status}", last.Status,
                why.Length > 0 ? why : "no reason given"),
        ];
    }

    /// <summary>The charge's own transactions, oldest first, whatever their status.</summary>
    public static IReadOnlyList<AdminTransaction> Reservations(AdminOrder adminOrder) =>
    [
        .. (adminOrder.PaymentTransactions ?? [])
            .Where(one => one is { PaymentTransactionId: not null, Type: TransactionType.Preauthorization
                or TransactionType.Debit }
                && (one.OriginalPaymentTransactionId ?? 0) is var original
                && (original == 0 || original == one.PaymentTransactionId))
            .OrderBy(one => one.PaymentTransactionId),
    ];
}
