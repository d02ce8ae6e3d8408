using QliroAdapter.Checkout;
using QliroAdapter.ClientEvents;
using QliroAdapter.EmbeddedSilo;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Silo;

/// <summary>
/// The way to one payment in the cluster. Begun once: what a repeat could do a second time (a charge, a partial
/// capture).
/// </summary>
internal sealed class ClusteredPayment(IClusteredPaymentGrain grain, PaymentKey key, Delivery delivery) : IPaymentGrain
{
    public Task<Outcome<CheckoutSnippet>> Begin(BeginPayment message) => Once(() => grain.Begin(message));

    public Task<Outcome<RecurringPayment>> BeginRecurring(BeginRecurring message)
        => Once(() => grain.BeginRecurring(message));

    public Task<Outcome<CreationEnd>> EndCreation(EndCreation message) => Once(() => grain.EndCreation(message));

    public Task<Outcome<CheckoutSnippet>> Get(GetPayment message) => Repeat(() => grain.Get(message));

    public Task<Outcome<Done>> Remove(RemovePayment message) => Repeat(() => grain.Remove(message));

    public Task<Outcome<ValidationAnswer>> Validate(ValidateOrder message) => Repeat(() => grain.Validate(message));

    public Task<Outcome<Done>> ReceivePush(ReceivePush message) => Repeat(() => grain.ReceivePush(message));

    public Task<Outcome<Done>> ReceiveStatus(ReceiveStatus message) => Repeat(() => grain.ReceiveStatus(message));

    public Task<Outcome<ShippingMethodsAnswer>> GetShippingMethods(AskShippingMethods message)
        => Repeat(() => grain.GetShippingMethods(message));

    public Task<Outcome<ShippingAddressesAnswer>> GetShippingAddresses(AskShippingAddresses message)
        => Repeat(() => grain.GetShippingAddresses(message));

    public Task<Outcome<Done>> ReceiveNotification(ReceiveNotification message)
        => Repeat(() => grain.ReceiveNotification(message));

    public Task<Outcome<Done>> SaveRecurringDetails(SaveRecurringDetails message)
        => Repeat(() => grain.SaveRecurringDetails(message));

    public Task<Outcome<Done>> UpdateCustomer(UpdateCustomer message) => Repeat(() => grain.UpdateCustomer(message));

    public Task<Outcome<Done>> UpdateShippingOption(UpdateShippingOption message)
        => Repeat(() => grain.UpdateShippingOption(message));

    public Task<Outcome<HookAnswer>> UpdatePayment(UpdatePayment message) => Hook(() => grain.UpdatePayment(message));

    public Task<Outcome<HookAnswer>> ChangeState(ChangeState message) => Hook(() => grain.ChangeState(message));

    public Task<Outcome<HookAnswer>> CompleteUpsell(CompleteUpsell message)
        => Hook(() => grain.CompleteUpsell(message));

    public Task<Outcome<Done>> RenewSession(RenewSession message) => Repeat(() => grain.RenewSession(message));

    public Task<Outcome<Done>> Refresh(RefreshPayment message) => Repeat(() => grain.Refresh(message));

    public Task<Outcome<OwedWork>> ShowOwed(ShowOwed message) => Repeat(() => grain.ShowOwed(message));

    public Task<Outcome<PaymentComparison>> ComparePayment(ComparePayment message)
        => Repeat(() => grain.ComparePayment(message));

    public Task<Outcome<Done>> RepairPayment(RepairPayment message) => Repeat(() => grain.RepairPayment(message));

    public Task<Outcome<Done>> RetryOwed(RetryOwed message) => Repeat(() => grain.RetryOwed(message));

    public Task<Outcome<Done>> ResumeParked(ResumeParked message) => Repeat(() => grain.ResumeParked(message));

    public Task<Outcome<CheckoutSnippet>> Capture(CaptureOrder message) => message.IdempotencyKey is null
        ? Once(() => grain.Capture(message))
        : Repeat(() => grain.Capture(message));

    public Task<Outcome<CheckoutSnippet>> Cancel(CancelOrder message) => message.IdempotencyKey is null
        ? Once(() => grain.Cancel(message))
        : Repeat(() => grain.Cancel(message));

    public Task<Outcome<CheckoutSnippet>> Refund(RefundOrder message) => message.IdempotencyKey is null
        ? Once(() => grain.Refund(message))
        : Repeat(() => grain.Refund(message));

    // The due-work scan repeats it by itself.
    public Task Continue(Continue message) => grain.Continue(message);

    private Task<T> Once<T>(Func<Task<T>> send) => delivery.Once(send);

    private Task<T> Repeat<T>(Func<Task<T>> send) => delivery.Repeat(send);

    private Task<Outcome<T>> Hook<T>(Func<Task<Outcome<T>>> send)
        => delivery.Repeat(send, Hooks.AnswerWithin, () => Overtaken.By(key));
}
