using QliroAdapter.Norce;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.Store;

namespace QliroAdapter.Checkout;

/// <summary>
/// Adds a payment to the order and hands it over to its grain. In guard order: configuration; order; status is
/// checkout; no other live default payment (a half-made one of ours is finished or removed); rows that Qliro accepts;
/// an amount to pay.
/// </summary>
public static class CreateCheckout
{
    public static Task<Outcome<CheckoutSnippet>> Run(
        OrderKey key, PaymentServices services, CreationRecord record, CreatePayment message)
        => UntilCommitted(() => Once(key, services, record, message));

    /// <summary>
    /// Starts a creation again when it loses a commit of the order's record: another activation is creating on this
    /// order, and what it did can be seen on the order then.
    /// </summary>
    internal static async Task<T> UntilCommitted<T>(Func<Task<T>> once)
    {
        for (var number = 1; ; number++)
        {
            try
            {
                return await once();
            }
            catch (StoreConflictException) when (number < TurnLimits.TurnsMax)
            {
                // The record and the order are read again.
            }
        }
    }

    private static async Task<Outcome<CheckoutSnippet>> Once(
        OrderKey key, PaymentServices services, CreationRecord record, CreatePayment message)
    {
        await record.Load();
        var configuration = await services.Configurations.Get(key.ChannelKey, CancellationToken.None);
        if (!configuration.IsAccepted) return configuration.Error;
        var read = await services.Norce.GetOrder(key, CancellationToken.None);
        if (!read.IsAccepted) return NorceRefusal.Of(read.Failure, NorceResource.Order);
        var order = read.Value;
        if (key.SpelledAs(order) is var spelled && spelled != key)
            return await services.Grains.Get(spelled).Create(message);
        if (order.Status != OrderStatus.Checkout) return CheckoutRefusal.OrderNotInCheckout(key, order.Status);
        if (await EndOthers(key, services, order, message) is { } ended) return ended;
        var payable = PayableLines(key, order, configuration.Value.LinesRulesFor(order));
        if (!payable.IsAccepted) return payable.Error;
        return await Add(key, services, record, order, message.MessageId, (payment, attempt)
            => payment.Begin(new() { Attempt = attempt, MessageId = message.MessageId }));
    }

    /// <summary>How many payments of ours the order has had, this one included.</summary>
    public static int AttemptOf(NorceOrder order, string paymentId)
    {
        var ours = (order.Payments ?? []).Where(payment => payment.IsOurs).Select(payment => payment.Id).ToList();
        return Math.Max(1, ours.IndexOf(paymentId) + 1);
    }

    /// <summary>
    /// Null when no other payment prevents the creation. Otherwise the answer: a refusal, or the checkout when the
    /// payment was created for this message.
    /// </summary>
    private static async Task<Outcome<CheckoutSnippet>?> EndOthers(
        OrderKey key, PaymentServices services, NorceOrder order, CreatePayment message)
    {
        foreach (var other in order.LiveDefaultPayments)
        {
            if (!other.IsOurs) return CheckoutRefusal.AnotherLivePayment(key, other.Id!, other.AdapterId);
            var end = await services.Grains.Get(key.Payment(other.Id!)).EndCreation(new()
            {
                PaymentId = other.Id!,
                Finish = true,
                Attempt = AttemptOf(order, other.Id!),
                MessageId = message.MessageId,
            });
            if (!end.IsAccepted) return end.Error;
            if (end.Value.Checkout is { } checkout) return checkout;
            if (end.Value.IsLive) return CheckoutRefusal.AnotherLivePayment(key, other.Id!, other.AdapterId);
        }
        return null;
    }

    /// <summary>
    /// The lines that Qliro would sell, or what prevents any payment on the order. Asked before a payment is added, and
    /// again before its Qliro order is opened: a creation that was cut off continues when the cart has changed.
    /// </summary>
    internal static Outcome<OrderLines> PayableLines(OrderKey key, NorceOrder order, OrderLinesRules rules)
    {
        var lines = OrderLines.From(order, rules);
        if (!lines.IsAccepted) return lines;
        // Where Qliro adds the delivery, goods that vouchers cover are no order for it.
        return order.Remaining > 0 && lines.Value.Total.Amount > 0 ? lines : CheckoutRefusal.NothingToPay(key);
    }

    /// <summary>Adds a payment at Norce, which is recorded beforehand, and hands it over to its grain.</summary>
    internal static async Task<Outcome<T>> Add<T>(
        OrderKey key, PaymentServices services, CreationRecord record, NorceOrder order, Guid? messageId,
        Func<IPaymentGrain, int, Task<Outcome<T>>> begin)
    {
        await record.Begin();
        var paymentId = await AddPayment(key, services, order);
        if (!paymentId.IsAccepted)
        {
            // A refusal means that nothing was added. After an unknown outcome something may have been, so the record
            // stays due.
            if (paymentId.Failure.Kind != PartnerFailureKind.Unknown) await record.EndOwn("Norce refused the payment.");
            return NorceRefusal.Of(paymentId.Failure, NorceResource.Payment);
        }
        await Announce(key, services, record, paymentId.Value, messageId);
        var attempt = (order.Payments ?? []).Count(payment => payment.IsOurs) + 1;
        var begun = await begin(services.Grains.Get(key.Payment(paymentId.Value)), attempt);
        // The refused payment may still be on the order, unknown to everyone, so the record stays due and removes it.
        if (begun.IsAccepted) await record.EndOwn($"Payment {paymentId.Value} created.");
        return begun;
    }

    /// <summary>
    /// Of two activations that each added a payment, the one that comes second here removes its own. What cannot be
    /// removed now is found when the order is checked once more.
    /// </summary>
    private static async Task Announce(
        OrderKey key, PaymentServices services, CreationRecord record, string paymentId, Guid? messageId)
    {
        try
        {
            await record.Added(paymentId, messageId);
        }
        catch (StoreConflictException)
        {
            await services.Grains.Get(key.Payment(paymentId)).EndCreation(
                new() { PaymentId = paymentId, Finish = false });
            throw;
        }
    }

    private static async Task<Answer<string>> AddPayment(OrderKey key, PaymentServices services, NorceOrder order)
    {
        var added = await services.Norce.AddPayment(key, new()
        {
            AdapterId = NorceAdapter.Id,
            Name = NorceAdapter.PaymentName,
            Type = NorcePaymentType.Default,
            Currency = order.Currency,
            Amount = order.Remaining,
            State = NorcePaymentState.Intent,
            Attributes = new Dictionary<string, System.Text.Json.JsonElement>(),
        }, CancellationToken.None);
        if (added.Failure is not { Kind: PartnerFailureKind.Unknown }) return added;
        // Never posted again without looking: if the payment arrived, it is on the order.
        var read = await services.Norce.GetOrder(key, CancellationToken.None);
        var arrived = read.Value?.LiveDefaultPayments.FirstOrDefault(
            payment => payment.IsOurs && string.IsNullOrEmpty(payment.Reference));
        return arrived is null ? added : new() { Value = arrived.Id, Call = read.Call };
    }
}
