using QliroAdapter.Checkout;
using QliroAdapter.ClientEvents;
using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.NorceSync;

/// <summary>
/// The parts of a purchase at Norce that others do not depend on: both addresses, the delivery, the payment's actions.
/// What Norce refuses of one becomes an outbox entry of its own, parked where a repeat cannot help, while the payment
/// and the order's state are written all the same. Whose shipping address Norce has is told by the billing address,
/// which the same purchase replaces; so an entry for another person's is stored as such, before that.
/// </summary>
internal static class OrderParts
{
    /// <summary>
    /// Ordinal of the entry for a shipping address in whose place Norce has another person's.
    /// </summary>
    public const int OtherPersonsOrdinal = 1;

    /// <summary>
    /// Addresses and delivery, the shipping address first, as Qliro's order in the turn's facts has them. Returns the
    /// order after the writes. It is not read again for addresses alone when only our hooks are on it: nobody has
    /// reacted to them, and what is written next does not depend on them.
    /// </summary>
    public static async Task<Answer<NorceOrder>> CopyAll(Turn turn, NorceOrder order)
    {
        PartnerCall? last = null;
        var isReadAgain = !HasOnlyOurHooks(order);
        foreach (var kind in (OutboxKind[])
            [OutboxKind.CopyShippingAddress, OutboxKind.CopyBillingAddress, OutboxKind.CopyDelivery])
        {
            var ordinal = OrdinalOf(turn, kind, order);
            var failure = await Aside(turn, kind, ordinal, async () =>
            {
                var copied = await Copy(turn, kind, order, ordinal);
                last = copied?.Call ?? last;
                isReadAgain |= copied is not null && kind == OutboxKind.CopyDelivery;
                return copied?.Failure;
            });
            if (failure is not null) return new() { Failure = failure, Call = last! };
            if (ordinal == OtherPersonsOrdinal && IsPending(turn, kind, ordinal)) await turn.Commit();
        }
        return last is null || !isReadAgain
            ? new() { Value = order, Call = last ?? CopyCustomer.NothingToCopy }
            : turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
    }

    /// <summary>
    /// Of a purchase whose parts are Norce's by now: nothing but one delivery for two, as two nodes can leave them. An
    /// entry that waits does it by itself.
    /// </summary>
    public static async Task<PartnerFailure?> KeepOneDelivery(Turn turn, NorceOrder order)
        => turn.Payment.State.IsPurchased() && !DesiredNorceState.IsOthers(turn.Payment, order)
            && turn.Facts.Configuration!.QliroOwnsShipping && OurShippings.On(order).Count > 1
            && !IsPending(turn, OutboxKind.CopyDelivery, 0)
            ? await Aside(turn, OutboxKind.CopyDelivery, 0,
                async () => (await CopyDelivery.KeepFirst(turn, order))?.Failure)
            : null;

    private static bool HasOnlyOurHooks(NorceOrder order)
        => order.Hooks is { } hooks && hooks.All(hook => NorceAdapter.IsOurs(hook.AdapterId));

    /// <summary>Writes one part. Its refusal is set aside; any other failure is the caller's.</summary>
    public static async Task<PartnerFailure?> Aside(
        Turn turn, OutboxKind kind, int ordinal, Func<Task<PartnerFailure?>> write)
    {
        var failure = await write();
        if (failure is null)
        {
            turn.Raise(turn.Payment.Outbox.Where(entry => entry.Kind == kind)
                .Select(entry => new EntryDelivered(kind, entry.Ordinal)).ToList());
            return null;
        }
        if (!IsRefusal(failure)) return failure;
        var attempt = DeliveryAttempt.After(failure);
        turn.Raise(new EntryEnqueued(
            kind, turn.Now + TimeSpan.FromSeconds(turn.Services.Retry.FirstSeconds), attempt.Note, ordinal));
        if (attempt.NeedsOperator) turn.Raise(new EntryParked(kind, ordinal, attempt.Note!));
        return null;
    }

    /// <summary>
    /// What was found out before the billing address named the buyer stays known until the address is written.
    /// </summary>
    private static int OrdinalOf(Turn turn, OutboxKind kind, NorceOrder order)
        => kind == OutboxKind.CopyShippingAddress && (IsPending(turn, kind, OtherPersonsOrdinal)
            || AddressTranslation.IsOtherPersons(
                order.Customer?.Shipping, order.Customer?.Billing, turn.Facts.QliroOrder!))
            ? OtherPersonsOrdinal
            : 0;

    private static bool IsPending(Turn turn, OutboxKind kind, int ordinal)
        => turn.Payment.Outbox.Any(entry => entry.Kind == kind && entry.Ordinal == ordinal);

    /// <summary>One try to write a part that was refused before.</summary>
    public static async Task<DeliveryAttempt> Deliver(Turn turn, OutboxKind kind)
    {
        if (!turn.Payment.State.IsPurchased()) return DeliveryAttempt.Done("the payment has moved on");
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return DeliveryAttempt.Later(configuration.Error.Message);
        if (kind != OutboxKind.WriteActions && await turn.ReadQliroOrder() is { IsAccepted: false } unread)
            return DeliveryAttempt.Later(unread.Error.Message);
        var failure = await NorceWrites.UntilNoCollision(turn, async () =>
        {
            var read = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
            if (!read.IsAccepted) return read.Failure;
            if (SyncNorce.WhyNot(turn.Payment, read.Value) is not null) return null;
            return kind == OutboxKind.WriteActions
                ? await SyncNorce.WriteActions(turn, read.Value,
                    DesiredNorceState.Of(turn.Payment, turn.Services.Adapter.PaymentState))
                : (await Copy(turn, kind, read.Value, OrdinalOf(turn, kind, read.Value)))?.Failure;
        });
        if (failure is not null) return DeliveryAttempt.After(failure);
        // The payment has to cover the delivery.
        if (kind == OutboxKind.CopyDelivery) turn.Raise(new EntryEnqueued(OutboxKind.SyncNorce, turn.Now));
        return DeliveryAttempt.Done();
    }

    private static Task<Answer<Done>?> Copy(Turn turn, OutboxKind kind, NorceOrder order, int ordinal) => kind switch
    {
        OutboxKind.CopyShippingAddress => CopyCustomer.Shipping(
            turn, order, turn.Facts.QliroOrder!, ordinal == OtherPersonsOrdinal),
        OutboxKind.CopyBillingAddress => CopyCustomer.Billing(turn, order, turn.Facts.QliroOrder!),
        _ => CopyDelivery.Confirm(turn, order, turn.Facts.QliroOrder!),
    };

    /// <summary>
    /// Because of what was sent, or by another adapter's hook. Everything else is about the whole order, or who asks.
    /// </summary>
    private static bool IsRefusal(PartnerFailure failure) => failure.Kind == PartnerFailureKind.Rejected
        && (failure.Status is 400 or 422 || failure.Code == ErrorCodes.OrderValidation);
}
