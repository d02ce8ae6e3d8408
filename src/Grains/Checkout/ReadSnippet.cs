using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Checkout;

/// <summary>
/// Reads the current snippet. Runs interleaved with turns and changes nothing itself: a half-made payment is handed to
/// the order's grain, an expired session is renewed by a turn of its own, and for a purchase that no push has reported
/// yet, a turn is queued as if a push had come.
/// </summary>
public static class ReadSnippet
{
    public static async Task<Outcome<CheckoutSnippet>> Run(
        PaymentKey key, PaymentMemory memory, PaymentServices services)
    {
        try
        {
            return await Find(key, memory, services);
        }
        catch (Exception problem) when (ParkPayment.IsForReads(problem))
        {
            return Refusal.Parked(key, ParkPayment.ReasonOf(problem));
        }
    }

    private static async Task<Outcome<CheckoutSnippet>> Find(
        PaymentKey key, PaymentMemory memory, PaymentServices services)
    {
        var payment = memory.Document ?? await Load(key, services);
        if (payment?.ParkedBecause is { } parked) return Refusal.Parked(key, parked);
        if (payment is null or { State: PaymentState.Creating } || IsBeingCleared(payment))
        {
            var order = services.Grains.Get(key.Order);
            var end = await order.EndCreation(new() { PaymentId = key.PaymentId, Finish = true });
            if (!end.IsAccepted) return end.Error;
            if (end.Value.Checkout is { } checkout) return checkout;
            payment = await Load(key, services);
            if (payment is null && await SpelledAtNorce(key, services) is { } spelled && spelled != key)
                return await services.Grains.Get(spelled).Get(new());
        }
        if (payment is null or { State: PaymentState.Removed } or { QliroOrderId: null })
            return Refusal.PaymentNotFound(key, "it was removed, or its creation did not complete");
        return await Read(key, payment, services, mayRenew: true);
    }

    /// <summary>
    /// Norce may still show the payment, and then a storefront only reads it and never creates another: its reload
    /// need not wait for the next retry.
    /// </summary>
    private static bool IsBeingCleared(PaymentDocument payment)
        => payment.PendingEntry(OutboxKind.ClearCreation) is { IsParked: false };

    private static async Task<PaymentKey?> SpelledAtNorce(PaymentKey key, PaymentServices services)
        => await services.Norce.GetOrder(key.Order, CancellationToken.None) is { Value: { } order }
            ? key.Order.SpelledAs(order).Payment(key.PaymentId)
            : null;

    private static async Task<Outcome<CheckoutSnippet>> Read(
        PaymentKey key, PaymentDocument payment, PaymentServices services, bool mayRenew)
    {
        var configuration = await services.Configurations.Get(key.Order.ChannelKey, CancellationToken.None);
        if (!configuration.IsAccepted) return configuration.Error;
        var order = await services.Qliro.GetOrder(
            configuration.Value.Account, payment.QliroOrderId!.Value, CancellationToken.None);
        if (!order.IsAccepted) return QliroRefusal.Of(order.Failure);
        if (mayRenew && IsSessionOver(payment, order.Value, services))
        {
            var renewed = await services.Grains.Get(key).RenewSession(new() { SessionFrom = payment.SessionFrom });
            if (renewed.IsAccepted && await Load(key, services) is { QliroOrderId: not null } after)
                return await Read(key, after, services, mayRenew: false);
        }
        if (HasNews(payment, order.Value)) services.Tell(key, grain => grain.ReceivePush(new ReceivePush()));
        return new CheckoutSnippet
        {
            PaymentId = key.PaymentId,
            HtmlSnippet = order.Value.OrderHtmlSnippet ?? Masked.Of(""),
        };
    }

    private static bool IsSessionOver(PaymentDocument payment, QliroOrder order, PaymentServices services)
        => payment.State == PaymentState.Intent && order.CustomerCheckoutStatus is CheckoutStatus.InProcess
            && SnippetSession.IsOver(order, payment.SessionFrom ?? payment.BegunAt, services.Clock.GetUtcNow());

    private static bool HasNews(PaymentDocument payment, QliroOrder order) => order.CustomerCheckoutStatus switch
    {
        CheckoutStatus.Completed => payment.State.IsOpen() || payment.State == PaymentState.Pending,
        CheckoutStatus.OnHold => payment.State.IsOpen(),
        CheckoutStatus.Refused => payment.State.IsOpen() || payment.State == PaymentState.Pending,
        _ => false,
    };

    private static async Task<PaymentDocument?> Load(PaymentKey key, PaymentServices services)
    {
        var stored = await services.Store.Load(key.ToString(), CancellationToken.None);
        return stored is null ? null : services.Features.Json.ReadStored(stored);
    }
}
