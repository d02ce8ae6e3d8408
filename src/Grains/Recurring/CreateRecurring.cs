using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Store;

namespace QliroAdapter.Recurring;

/// <summary>
/// Adds a payment to the order and has it charged with what was saved earlier. In guard order: token; configuration;
/// order; the charge that this very message has begun (answers from it, though it was refused and is gone); a charge
/// that is there already (answers from it, or a conflict when it is another); status is checkout; no other live default
/// payment (a half-made one of ours is cleared); rows that Qliro can take; something left to pay; what Qliro needs to
/// know of the customer.
/// </summary>
public static class CreateRecurring
{
    public static async Task<Outcome<RecurringPayment>> Run(
        OrderKey key, PaymentServices services, CreationRecord record, CreateRecurringPayment message)
    {
        if (ChargeMethod.Of(message.Token) is null) return ChargeRefusal.TokenUnknown(key);
        return await CreateCheckout.UntilCommitted(() => Once(key, services, record, message));
    }

    private static async Task<Outcome<RecurringPayment>> Once(
        OrderKey key, PaymentServices services, CreationRecord record, CreateRecurringPayment message)
    {
        await record.Load();
        var configuration = await services.Configurations.Get(key.ChannelKey, CancellationToken.None);
        if (!configuration.IsAccepted) return configuration.Error;
        var read = await services.Norce.GetOrder(key, CancellationToken.None);
        if (!read.IsAccepted) return NorceRefusal.Of(read.Failure, NorceResource.Order);
        var order = read.Value;
        if (key.SpelledAs(order) is var spelled && spelled != key)
            return await services.Grains.Get(spelled).CreateRecurring(message);
        if (await GoOn(key, services, record, order, message) is { } begun) return begun;
        var others = await Others(key, services, order, message);
        if (others.Answer is { } answer) return answer;
        if (others.HasCleared)
        {
            read = await services.Norce.GetOrder(key, CancellationToken.None);
            if (!read.IsAccepted) return NorceRefusal.Of(read.Failure, NorceResource.Order);
            order = read.Value;
        }
        if (order.Status != OrderStatus.Checkout) return CheckoutRefusal.OrderNotInCheckout(key, order.Status);
        if (others.Conflict is { } conflict) return conflict;
        var payable = ChargeRequest.LinesOf(key, order, configuration.Value);
        if (!payable.IsAccepted) return payable.Error;
        if (ChargeRequest.WhyNotChargeable(order, message.Token) is { } incomplete) return incomplete;
        return await CreateCheckout.Add(key, services, record, order, message.MessageId, (payment, attempt)
            => payment.BeginRecurring(new()
            {
                Token = message.Token, Attempt = attempt, MessageId = message.MessageId,
            }));
    }

    /// <summary>
    /// The payment that was added for this very message is charged, if it was not yet, and answers. Null when there is
    /// none, or it was cleared away before it was charged.
    /// </summary>
    private static async Task<Outcome<RecurringPayment>?> GoOn(
        OrderKey key, PaymentServices services, CreationRecord record, NorceOrder order, CreateRecurringPayment message)
    {
        if (record.PaymentOf(message.MessageId) is not { } paymentId) return null;
        var answer = await services.Grains.Get(key.Payment(paymentId)).BeginRecurring(new()
        {
            Token = message.Token,
            Attempt = CreateCheckout.AttemptOf(order, paymentId),
            MessageId = message.MessageId,
        });
        return answer.Error?.Code == ErrorCodes.PaymentNotFound ? null : answer;
    }

    private sealed record OtherPayments(
        Outcome<RecurringPayment>? Answer, PaymentError? Conflict = null, bool HasCleared = false);

    /// <summary>The result of the payments that are on the order already: an answer, a conflict, or nothing.</summary>
    private static async Task<OtherPayments> Others(
        OrderKey key, PaymentServices services, NorceOrder order, CreateRecurringPayment message)
    {
        PaymentError? conflict = null;
        var hasCleared = false;
        foreach (var other in order.LiveDefaultPayments)
        {
            if (!other.IsOurs)
            {
                conflict = CheckoutRefusal.AnotherLivePayment(key, other.Id!, other.AdapterId);
                continue;
            }
            var end = await services.Grains.Get(key.Payment(other.Id!)).EndCreation(new()
            {
                PaymentId = other.Id!,
                Finish = false,
                Attempt = CreateCheckout.AttemptOf(order, other.Id!),
                RecurringToken = message.Token,
                MessageId = message.MessageId,
            });
            if (!end.IsAccepted) return new(end.Error);
            if (end.Value.Recurring is { } recurring) return new(recurring);
            if (end.Value.IsLive) conflict = CheckoutRefusal.AnotherLivePayment(key, other.Id!, other.AdapterId);
            else hasCleared = true;
        }
        return new(null, conflict, hasCleared);
    }
}
