using QliroAdapter.Checkout;
using QliroAdapter.ClientEvents;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.EmbeddedSilo;

/// <summary>The way to one payment: each method queues, queues as a hook, or reads beside, by its attribute.</summary>
internal sealed class EmbeddedPaymentGrain(Activations<PaymentKey, IPaymentGrain> payments, PaymentKey key)
    : IPaymentGrain
{
    public Task<Outcome<CheckoutSnippet>> Begin(BeginPayment message) => Turn(grain => grain.Begin(message));

    public Task<Outcome<RecurringPayment>> BeginRecurring(BeginRecurring message)
        => Turn(grain => grain.BeginRecurring(message));

    public Task<Outcome<CreationEnd>> EndCreation(EndCreation message) => Turn(grain => grain.EndCreation(message));

    public Task<Outcome<CheckoutSnippet>> Get(GetPayment message) => Beside(grain => grain.Get(message));

    public Task<Outcome<Done>> Remove(RemovePayment message) => Turn(grain => grain.Remove(message));

    public Task<Outcome<ValidationAnswer>> Validate(ValidateOrder message) => Turn(grain => grain.Validate(message));

    public Task<Outcome<Done>> ReceivePush(ReceivePush message) => Turn(grain => grain.ReceivePush(message));

    public Task<Outcome<Done>> ReceiveStatus(ReceiveStatus message) => Turn(grain => grain.ReceiveStatus(message));

    public Task<Outcome<ShippingMethodsAnswer>> GetShippingMethods(AskShippingMethods message)
        => Beside(grain => grain.GetShippingMethods(message));

    public Task<Outcome<ShippingAddressesAnswer>> GetShippingAddresses(AskShippingAddresses message)
        => Beside(grain => grain.GetShippingAddresses(message));

    public Task<Outcome<Done>> ReceiveNotification(ReceiveNotification message)
        => Turn(grain => grain.ReceiveNotification(message));

    public Task<Outcome<Done>> SaveRecurringDetails(SaveRecurringDetails message)
        => Turn(grain => grain.SaveRecurringDetails(message));

    public Task<Outcome<Done>> UpdateCustomer(UpdateCustomer message) => Turn(grain => grain.UpdateCustomer(message));

    public Task<Outcome<Done>> UpdateShippingOption(UpdateShippingOption message)
        => Turn(grain => grain.UpdateShippingOption(message));

    public Task<Outcome<HookAnswer>> UpdatePayment(UpdatePayment message)
        => Hook(grain => grain.UpdatePayment(message));

    public Task<Outcome<HookAnswer>> ChangeState(ChangeState message) => Hook(grain => grain.ChangeState(message));

    public Task<Outcome<HookAnswer>> CompleteUpsell(CompleteUpsell message)
        => Hook(grain => grain.CompleteUpsell(message));

    public Task<Outcome<Done>> RenewSession(RenewSession message) => Turn(grain => grain.RenewSession(message));

    public Task<Outcome<Done>> Refresh(RefreshPayment message) => Turn(grain => grain.Refresh(message));

    public Task<Outcome<CheckoutSnippet>> Capture(CaptureOrder message) => Turn(grain => grain.Capture(message));

    public Task<Outcome<CheckoutSnippet>> Cancel(CancelOrder message) => Turn(grain => grain.Cancel(message));

    public Task<Outcome<CheckoutSnippet>> Refund(RefundOrder message) => Turn(grain => grain.Refund(message));

    public Task<Outcome<OwedWork>> ShowOwed(ShowOwed message) => Beside(grain => grain.ShowOwed(message));

    public Task<Outcome<PaymentComparison>> ComparePayment(ComparePayment message)
        => Beside(grain => grain.ComparePayment(message));

    public Task<Outcome<Done>> RepairPayment(RepairPayment message) => Turn(grain => grain.RepairPayment(message));

    public Task<Outcome<Done>> RetryOwed(RetryOwed message) => Turn(grain => grain.RetryOwed(message));

    public Task<Outcome<Done>> ResumeParked(ResumeParked message) => Turn(grain => grain.ResumeParked(message));

    public Task Continue(Continue message) => Turn(grain => grain.Continue(message).ThenDone());

    private Task<T> Turn<T>(Func<IPaymentGrain, Task<T>> turn) => payments.Turn(key, turn);

    private Task<T> Beside<T>(Func<IPaymentGrain, Task<T>> read) => payments.Beside(key, read);

    private Task<Outcome<T>> Hook<T>(Func<IPaymentGrain, Task<Outcome<T>>> turn)
        => payments.Hook<Outcome<T>>(key, turn, () => Overtaken.By(key));
}
