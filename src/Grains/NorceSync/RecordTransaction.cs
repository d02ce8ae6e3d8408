using QliroAdapter.Norce;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;

namespace QliroAdapter.NorceSync;

/// <summary>
/// Adds an entry to the payment's transactions at Norce, unless it is there. The entry is for people, so an Order API
/// that refuses it does not hold the payment up; the timeline records the refusal.
/// </summary>
public static class RecordTransaction
{
    public static async Task<DeliveryAttempt> Deliver(Turn turn, OutboxEntry entry)
    {
        if (entry.Audit is not { } audit) return DeliveryAttempt.Done();
        var norce = turn.Services.Norce;
        if (!CannotBeThere(turn, entry))
        {
            var known = turn.Note(await norce.GetTransactions(turn.Key.Order, turn.Key.PaymentId, turn.Time.Norce));
            if (!known.IsAccepted) return After(known.Failure);
            if (known.Value.Any(other => IsSame(other, audit))) return DeliveryAttempt.Done();
        }
        var added = turn.Note(await norce.AddTransaction(
            turn.Key.Order, turn.Key.PaymentId, Translate(turn.Payment, audit), turn.Time.Norce));
        return added.IsAccepted ? DeliveryAttempt.Done() : After(added.Failure);
    }

    /// <summary>
    /// Nobody has tried the entry before, and Norce did not yet show the step that it records when this turn came: so
    /// the trail need not be read. Of a payment that was restored from a backup Norce may show it already.
    /// </summary>
    private static bool CannotBeThere(Turn turn, OutboxEntry entry) => turn.Facts.HasMovedNorce && turn.IsNew(entry);

    private static bool IsSame(NorcePaymentTransaction other, AuditEntry entry)
        => string.Equals(other.Event, entry.Event, StringComparison.OrdinalIgnoreCase)
            && string.Equals(other.PspEvent, entry.PspEvent, StringComparison.Ordinal);

    private static NorcePaymentTransaction Translate(PaymentDocument payment, AuditEntry entry)
    {
        var operation = payment.Operations.FirstOrDefault(known => known.Ordinal == entry.Operation);
        return new()
        {
            Event = entry.Event,
            PspEvent = entry.PspEvent,
            Amount = entry.Amount,
            IsSuccess = entry.IsSuccess,
            PspStatus = entry.PspStatus,
            ErrorDetail = AuditJson.Cleaned(entry.ErrorDetail),
            RequestJson = operation is null ? null : AuditJson.Requests(payment, operation),
            ResponseJson = operation is null ? null : AuditJson.Answers(operation),
        };
    }

    /// <summary>A redirect or a 401 without Norce's own error is no word of Norce's about the entry.</summary>
    private static DeliveryAttempt After(PartnerFailure failure)
        => failure is { Kind: PartnerFailureKind.Rejected, IsForeign: false, Status: not 409 }
        ? DeliveryAttempt.Done($"Norce keeps no such entry ({failure.Status} {failure.Code})")
        : DeliveryAttempt.After(failure);
}
