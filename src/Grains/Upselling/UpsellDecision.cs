using QliroAdapter.NorceSync;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Recurring;

namespace QliroAdapter.Upselling;

/// <summary>What follows from pushes and the admin order about added goods; pure.</summary>
public static class UpsellDecision
{
    /// <summary>
    /// A transaction that a push names and that Qliro's admin order does not show within this time will not come.
    /// </summary>
    public static readonly TimeSpan AdminOrderTimeout = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Opens the window of a purchase that just completed; nothing when the channel has no window or the payment had
    /// one.
    /// </summary>
    public static IEnumerable<PaymentEvent> Open(
        PaymentDocument payment, int timeoutSeconds, QliroOrder order, DateTimeOffset now)
    {
        // A charge without a shopper has nobody who could add goods.
        if (timeoutSeconds <= 0 || payment.Charge is not null
            || payment.State != PaymentState.Reserved || payment.Upsell?.ClosesAt is not null) return [];
        var closes = now + TimeSpan.FromSeconds(timeoutSeconds);
        return
        [
            new UpsellWindowOpened(
                closes, order.Upsell?.EligibleForUpsell ?? true, order.Upsell?.EligibleForUpsellUntil ?? closes),
            new EntryEnqueued(OutboxKind.CloseUpsell, closes),
        ];
    }

    /// <summary>
    /// Decides about a push. In guard order: no purchase yet, or another Qliro order (nothing happens); an attempt that
    /// is known by its transaction, or by its id where no transaction is named (nothing happens); Success or Completed
    /// with a transaction is recorded and looked up in the admin order; Error and Cancelled have failed. Any other push
    /// decides nothing: a later one, or the admin order, does.
    /// </summary>
    public static IEnumerable<PaymentEvent> RecordPush(PaymentDocument payment, QliroPush push, DateTimeOffset now)
    {
        if (!payment.State.IsPurchased() || (push.OrderId is { } order && order != payment.QliroOrderId)) return [];
        var transaction = push.PaymentTransactionId is > 0 and var paid ? paid : (long?)null;
        IReadOnlyList<UpsellAttempt> known = payment.Upsell?.Attempts ?? [];
        if (IdOf(push, transaction, known) is not { } id) return [];
        var attempt = new UpsellAttempt { Id = id, TransactionId = transaction, At = now, State = UpsellState.Created };
        if (known.Any(one => IsSame(one, attempt))) return [];
        if (Is(push.Status, TransactionStatus.Success, CheckoutStatus.Completed))
            return transaction is null ? [] : [new UpsellReported(attempt)];
        return Is(push.Status, TransactionStatus.Error, TransactionStatus.Cancelled)
            ?
            [
                new UpsellFailed(attempt with { State = UpsellState.Failed }),
                new EntryEnqueued(OutboxKind.SyncNorce, now),
            ]
            : [];
    }

    /// <summary>
    /// Decides by Qliro's admin order and total, both just read. A recorded attempt is completed when the admin order
    /// shows it as a successful payment of the customer's. It has failed when the admin order shows it as ended, or
    /// does not show it in time. While the window is open, or closed unread, further payments that no push reported are
    /// upsells as well, because their push was lost. A reservation that only lowers the one it replaces is not an
    /// upsell.
    /// </summary>
    public static IReadOnlyList<PaymentEvent> Find(
        PaymentDocument payment, AdminOrder adminOrder, decimal qliroTotal, DateTimeOffset now)
    {
        var total = new Money(Money.Round(qliroTotal - (payment.AmountMismatch ?? 0m)), payment.Amount.Currency);
        var events = new List<PaymentEvent>();
        foreach (var attempt in Awaited(payment, adminOrder, now))
        {
            var transaction = adminOrder.FindTransaction(attempt.TransactionId ?? 0);
            if (transaction is { IsSuccess: true } && IsCustomersOwn(transaction))
            {
                var amount = Math.Abs(transaction.Amount ?? 0m);
                events.Add(new UpsellCompleted(attempt with { State = UpsellState.Completed, Amount = amount }, total));
                events.Add(Audit.Enqueued(payment with { Amount = total }, now, Norce.PaymentEvents.Confirm,
                    $"upsell {attempt.Id} {attempt.TransactionId}", "Success"));
            }
            else if (transaction is { IsFinal: true } || now - attempt.At >= AdminOrderTimeout)
            {
                events.Add(new UpsellFailed(attempt with { State = UpsellState.Failed }));
            }
        }
        if (events.Count > 0) events.Add(new EntryEnqueued(OutboxKind.SyncNorce, now));
        return events;
    }

    private static List<UpsellAttempt> Awaited(PaymentDocument payment, AdminOrder adminOrder, DateTimeOffset now)
    {
        var known = payment.Upsell?.Attempts ?? [];
        var awaited = known.Where(attempt => attempt.State == UpsellState.Created).ToList();
        if (payment.Upsell is not ({ IsOpen: true } or { IsUnread: true })) return awaited;
        var untold = (adminOrder.PaymentTransactions ?? [])
            .Where(one => one.IsSuccess && IsCustomersOwn(one))
            .OrderBy(one => one.Timestamp ?? default).ThenBy(one => one.PaymentTransactionId)
            .Skip(1)
            .Where(one => !IsLowered(one, adminOrder))
            .Where(one => known.All(attempt => attempt.TransactionId != one.PaymentTransactionId));
        return [.. awaited, .. untold.Select(one => new UpsellAttempt
        {
            Id = $"{one.PaymentTransactionId}", TransactionId = one.PaymentTransactionId, At = now,
            State = UpsellState.Created,
        })];
    }

    private static bool IsCustomersOwn(AdminTransaction one)
        => one.Type is TransactionType.Preauthorization or TransactionType.Debit && one.PaymentTransactionId is > 0;

    /// <summary>True for a reservation that replaced one of equal or higher worth, so that nothing was added.</summary>
    private static bool IsLowered(AdminTransaction one, AdminOrder adminOrder)
        => adminOrder.FindTransaction(one.OriginalPaymentTransactionId ?? 0) is { IsSuccess: true } replaced
            && IsCustomersOwn(replaced) && Math.Abs(one.Amount ?? 0m) <= Math.Abs(replaced.Amount ?? 0m);

    private static bool IsSame(UpsellAttempt known, UpsellAttempt told)
        => told.TransactionId is null ? known.Id == told.Id : known.TransactionId == told.TransactionId;

    private static bool Is(string? status, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (string.Equals(status, word, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }

    // A shop that uses an id twice has two attempts, as soon as they are paid by two transactions.
    private static string? IdOf(QliroPush push, long? transaction, IReadOnlyList<UpsellAttempt> known)
    {
        var isTaken = transaction is not null && known.Any(one
            => one.Id == push.UpsellId && one.TransactionId is { } other && other != transaction);
        return push.UpsellId is { Length: > 0 } id && !isTaken ? id
            : transaction?.ToString() ?? push.Timestamp?.ToString("O");
    }
}
