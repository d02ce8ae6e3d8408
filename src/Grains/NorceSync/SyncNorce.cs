using System.Text.Json;
using QliroAdapter.ClientEvents;
using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Recurring;
using QliroAdapter.Upselling;

namespace QliroAdapter.NorceSync;

/// <summary>
/// Brings the Norce order to the payment's state, in this order: addresses and delivery, payment, actions, and the
/// order's state last, because whoever is notified of it must find final data. An address, the delivery or the actions
/// that Norce refuses become an outbox entry of their own, and the rest goes on.
/// </summary>
public static class SyncNorce
{
    public static async Task<DeliveryAttempt> Deliver(Turn turn)
    {
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return DeliveryAttempt.Later(configuration.Error.Message);
        if (DesiredNorceState.CopiesCustomerOf(turn.Payment)
            && await turn.ReadQliroOrder() is { IsAccepted: false } unread
            && !DesiredNorceState.HasCopied(turn.Payment))
            return DeliveryAttempt.Later(unread.Error.Message);
        if (SaveRecurring.FromPurchase(turn.Payment, turn.Facts.QliroOrder, configuration.Value) is { } saved)
            turn.Raise(saved);

        string? hopeless = null;
        var failure = await NorceWrites.UntilNoCollision(turn, async () =>
        {
            var read = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
            if (!read.IsAccepted) return read.Failure;
            hopeless = WhyNot(turn.Payment, read.Value);
            // The round before may have found out more of the payment.
            return hopeless is null
                ? await Write(turn, read.Value, DesiredNorceState.Of(turn.Payment, turn.Services.Adapter.PaymentState))
                : null;
        });
        if (hopeless is not null) return DeliveryAttempt.Park(hopeless);
        return failure is null ? DeliveryAttempt.Done() : DeliveryAttempt.After(failure);
    }

    /// <summary>
    /// A reason when Qliro holds money for which Norce has no place any more, so that a person must decide; null
    /// otherwise.
    /// </summary>
    internal static string? WhyNot(PaymentDocument payment, NorceOrder order)
    {
        if (order.FindPayment(PaymentKey.Parse(payment.Key).PaymentId) is not { } known)
            return "Norce's order no longer has this payment.";
        // Norce may not know the state "cancelled"; the payment is removed there instead.
        if (!known.IsLive && payment.State is not (PaymentState.Removed or PaymentState.Cancelled))
            return "Norce has this payment as removed.";
        return payment.State is PaymentState.Pending or PaymentState.Reserved
            && order.Status is OrderStatus.Declined or OrderStatus.Removed
            ? $"Norce has the order as {order.Status} while Qliro holds its money: "
                + "cancel at Qliro or restore the order."
            : null;
    }

    private static async Task<PartnerFailure?> Write(Turn turn, NorceOrder order, DesiredNorceState desired)
    {
        var isOtherPerson = false;
        if (desired.CopiesCustomer && !DesiredNorceState.IsOthers(turn.Payment, order)
            && turn.Facts.QliroOrder is { } qliroOrder)
        {
            isOtherPerson = AddressTranslation.IsOtherPerson(order.Customer?.Billing, qliroOrder);
            var copied = await OrderParts.CopyAll(turn, order);
            if (!copied.IsAccepted) return copied.Failure;
            order = copied.Value;
            if (DeliveryCovered.Find(turn.Payment, order, qliroOrder) is { } covered)
            {
                turn.Raise(covered);
                desired = DesiredNorceState.Of(turn.Payment, turn.Services.Adapter.PaymentState);
            }
        }
        else if (await OrderParts.KeepOneDelivery(turn, order) is { } failure)
        {
            return failure;
        }
        return await WritePayment(turn, order, desired, isOtherPerson)
            ?? await OrderParts.Aside(turn, OutboxKind.WriteActions, 0, () => WriteActions(turn, order, desired))
            ?? await WriteState(turn, order);
    }

    private static async Task<PartnerFailure?> WritePayment(
        Turn turn, NorceOrder order, DesiredNorceState desired, bool isOtherPerson)
    {
        var payment = order.FindPayment(turn.Key.PaymentId)!;
        var rendered = Render(
            CustomerAnswers.Over(payment, desired.CopiesCustomer ? turn.Facts.QliroOrder : null, isOtherPerson),
            desired);
        var failure = await NorceWrites.PutPayment(turn, payment, rendered);
        turn.Facts.HasMovedNorce |= failure is null && payment.State != rendered.State;
        if (failure is not { Kind: PartnerFailureKind.Rejected, Status: 400 }
            || turn.Payment.State != PaymentState.Cancelled)
            return failure;
        // Order API builds that do not know the state "cancelled" refuse it; for them it is removed.
        return await NorceWrites.PutPayment(turn, payment,
            rendered with { State = NorcePaymentState.Removed });
    }

    /// <summary>The payment as Norce should show it.</summary>
    internal static NorcePayment Render(NorcePayment payment, DesiredNorceState desired) => payment with
    {
        State = desired.PaymentState,
        Amount = desired.Amount,
        Reference = desired.Reference,
        Attributes = Merge(payment.Attributes, desired.Attributes),
        Upsell = NorceUpsells.Merge(payment.Upsell, desired.Upsell),
        Recurring = desired.Recurring?.Over(payment.Recurring) ?? payment.Recurring,
    };

    /// <summary>Sets or removes our attributes; those of others stay.</summary>
    private static Dictionary<string, JsonElement>? Merge(
        IReadOnlyDictionary<string, JsonElement>? known, IReadOnlyDictionary<string, JsonElement?> ours)
    {
        var merged = new Dictionary<string, JsonElement>(
            known ?? new Dictionary<string, JsonElement>(), StringComparer.Ordinal);
        foreach (var (name, value) in ours)
        {
            if (value is { } present) merged[name] = present;
            else merged.Remove(name);
        }
        return known is null && merged.Count == 0 ? null : merged;
    }

    /// <summary>The actions that Norce offers for this adapter.</summary>
    internal static IEnumerable<string> OurActions(NorcePayment payment) => (payment.Actions ?? [])
        .Where(action => NorceAdapter.IsOurs(action.AdapterId)).Select(action => action.Type ?? "");

    internal static async Task<PartnerFailure?> WriteActions(Turn turn, NorceOrder order, DesiredNorceState desired)
    {
        var known = order.FindPayment(turn.Key.PaymentId)!.Actions ?? [];
        var wanted = desired.Actions
            .Select(type => new NorcePaymentAction
            {
                AdapterId = NorceAdapter.Id,
                Type = type,
                Url = turn.Services.Urls.Action(turn.Key, turn.Facts.Configuration!, type),
            }).ToList();
        var ours = known
            .Where(action => NorceAdapter.IsOurs(action.AdapterId)).Select(action => (action.Type, action.Url));
        if (ours.SequenceEqual(wanted.Select(action => (action.Type, action.Url)))) return null;
        return turn.Note(await turn.Services.Norce.AddActions(
            turn.Key.Order, turn.Key.PaymentId, wanted, turn.Time.Norce)).Failure;
    }

    private static async Task<PartnerFailure?> WriteState(Turn turn, NorceOrder order)
    {
        foreach (var status in DesiredNorceState.OrderSteps(turn.Payment, order))
        {
            var put = turn.Note(await turn.Services.Norce.PutState(turn.Key.Order, status, turn.Time.Norce));
            if (!put.IsAccepted) return put.Failure;
        }
        if (turn.Payment.State.IsPurchased() && !turn.Payment.OrderAccepted) turn.Raise(new OrderAccepted());
        if (GiveOrderNumber.Find(turn.Payment, order, turn.Now) is { } number) turn.Raise(number);
        return null;
    }
}
