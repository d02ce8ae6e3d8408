using System.Globalization;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Ops;

/// <summary>
/// What an action would do to a payment as it is now: the preview. Decided by what decides the action itself; changes
/// nothing. Only taking Qliro's state reads Qliro, because nobody can say before what that is.
/// </summary>
public static class ActionSteps
{
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(5);

    public static async Task<Outcome<ActionPreview>> Run(
        PaymentKey key, PaymentServices services, OperatorActionKind kind)
    {
        try
        {
            using var time = new TurnTimeout(services.Clock, limit);
            var turn = await Compare.Interleaved(key, services, time);
            if (turn.Known is not { State: not PaymentState.Creating } payment) return Compare.NotFound(key);
            return kind == OperatorActionKind.TakeQliro
                ? await OfQliro(turn, payment)
                : Of(key, payment, kind, services.Features, services.Clock.GetUtcNow());
        }
        catch (Exception problem) when (ParkPayment.IsForReads(problem))
        {
            return Refusal.Parked(key, ParkPayment.ReasonOf(problem));
        }
    }

    /// <summary>Of every kind but taking Qliro's state; pure.</summary>
    public static ActionPreview Of(
        PaymentKey key, PaymentDocument payment, OperatorActionKind kind, PaymentFeatures features, DateTimeOffset now)
        => kind switch
        {
            OperatorActionKind.Reconcile => Steps("Norce, the adapter and Qliro are compared; what is safe is "
                + "repaired, the rest is parked."),
            OperatorActionKind.Retry => OfEntries(
                key, payment, features, isParked: false, "tried at once", OpsRefusal.NothingWaits(key)),
            OperatorActionKind.Resume => OfResume(key, payment, features),
            OperatorActionKind.Hold => payment.Hold is { } known ? No(OpsRefusal.HeldAlready(key, known))
                : Steps([.. Waiting(payment, features, entry => $"waits: {entry}"), "Whatever is decided meanwhile "
                    + "is recorded and waits, captures and refunds too. Nothing is sent until it is released."]),
            OperatorActionKind.Release => payment.Hold is null ? No(OpsRefusal.NotHeld(key))
                : Steps([.. payment.Work().Where(entry => !entry.IsParked).Select(entry => entry.DueAt <= now
                    ? $"delivered at once: {Meaning(features, entry)}"
                    : $"delivered at {Time(entry.DueAt)}: {Meaning(features, entry)}").DefaultIfEmpty(
                        "Nothing waits. What comes from now on is delivered.")]),
            OperatorActionKind.WriteOff => WriteOff.Decide(key, payment, now) is { IsAccepted: true } decision
                ? Steps([.. decision.Value.Select(raised => raised.Describe()).OfType<string>(), "Nobody is called."])
                : No(WriteOff.Decide(key, payment, now).Error!),
            OperatorActionKind.Erase => ErasePayment.Decide(key, payment, now) is { IsAccepted: false } refused
                ? No(refused.Error)
                : Steps("What the payment holds of a person is erased for good: saved card, charge token, what a "
                    + "shipping provider told, kept bodies of calls, the hash of an e-mail address; and the key that "
                    + "any copy of them was sealed under. Amounts, goods, operations and the timeline stay. Nothing "
                    + "personal is stored of it any more. Norce and Qliro are not told."),
            OperatorActionKind.Replay => ReplayCallbacks.WhyNot(key, payment) is { } refusal ? No(refusal)
                : Steps($"Qliro's order {payment.QliroOrderId} is read as if its push had come again, and its admin "
                    + "order as if a status push had; what they say is applied and told to Norce."),
            OperatorActionKind.ResendEvents => ResendEvents.Decide(key, payment, now) is { IsAccepted: true } resent
                ? Steps([.. resent.Value.Select(raised => raised.Describe()).OfType<string>(), "Each keeps its id, so "
                    + "that a receiver that has it can tell."])
                : No(ResendEvents.Decide(key, payment, now).Error!),
            _ => No(Refusal.Of(ErrorCodes.OrderBadRequest, $"This version does not know {kind}.")),
        };

    private static ActionPreview OfResume(PaymentKey key, PaymentDocument payment, PaymentFeatures features)
    {
        if (payment.Hold is { } hold) return No(OpsRefusal.IsHeld(key, "Resume", hold));
        if (payment.ParkedBecause is not null)
            return Steps("Qliro's admin order is read again, and the payment goes on if it now holds its rules; "
                + "then all is compared.");
        var entries = OfEntries(
            key, payment, features, isParked: true, "delivered at once", OpsRefusal.NothingParked(key));
        return entries.WhyNot is null ? entries with { Steps = [.. entries.Steps, "Then all is compared."] } : entries;
    }

    private static ActionPreview OfEntries(
        PaymentKey key, PaymentDocument payment, PaymentFeatures features, bool isParked, string what,
        PaymentError ifNone)
    {
        if (payment.Hold is { } hold) return No(OpsRefusal.IsHeld(key, isParked ? "Resume" : "Retry", hold));
        var entries = payment.Work().Where(entry => entry.IsParked == isParked).ToList();
        return entries.Count == 0 ? No(ifNone)
            : Steps([.. entries.Select(entry => $"{what}: {Meaning(features, entry)}"
                + (entry.Problem is { } problem ? $" (now: {problem})" : ""))]);
    }

    private static async Task<Outcome<ActionPreview>> OfQliro(Turn turn, PaymentDocument payment)
    {
        if (TakeQliroState.WhyNot(turn.Key, payment) is { } refusal) return No(refusal);
        if (!payment.State.IsPurchased() || payment.State == PaymentState.Pending)
        {
            var order = await turn.ReadQliroOrder();
            return order.IsAccepted
                ? Steps($"Qliro has the order as {order.Value.CustomerCheckoutStatus}; that is applied, and told to "
                    + "Norce.")
                : order.Error;
        }
        var adminOrder = await turn.ReadAdminOrder();
        if (!adminOrder.IsAccepted) return adminOrder.Error;
        var ledger = LedgerTranslation.Translate(adminOrder.Value);
        var state = ApplyAdminOrder.StateOf(payment, ledger, believeReleases: true);
        return Steps(
            state == payment.State ? $"The payment stays {state.Name()}."
                : $"The payment becomes {state.Name()}; it is {payment.State.Name()} here.",
            string.Create(CultureInfo.InvariantCulture,
                $"Qliro has reserved {ledger.Reserved:0.00}, captured {ledger.Captured:0.00}, returned ")
                + string.Create(CultureInfo.InvariantCulture,
                    $"{ledger.Returned:0.00}, released {ledger.Released:0.00}; that is stored."),
            "Norce is brought to it, and all is compared.");
    }

    private static IEnumerable<string> Waiting(
        PaymentDocument payment, PaymentFeatures features, Func<string, string> say)
        => payment.Work().Where(entry => !entry.IsParked).Select(entry => say(Meaning(features, entry)));

    private static string Meaning(PaymentFeatures features, OutboxEntry entry)
        => features.Handler(entry.Kind)?.Meaning ?? entry.Kind.ToString();

    private static string Time(DateTimeOffset at)
        => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static ActionPreview Steps(params string[] steps) => new() { Steps = steps };

    private static ActionPreview No(PaymentError refusal) => new() { Steps = [], WhyNot = refusal.Message };
}
