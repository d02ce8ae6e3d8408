using QliroAdapter.Checkout;

namespace QliroAdapter.Silo;

/// <summary>
/// The way to one order in the cluster. A creation begins once: a second one would find the first one's payment.
/// </summary>
internal sealed class ClusteredOrder(IClusteredOrderGrain grain, Delivery delivery) : IOrderGrain
{
    public Task<Outcome<CheckoutSnippet>> Create(CreatePayment message) => delivery.Once(() => grain.Create(message));

    public Task<Outcome<RecurringPayment>> CreateRecurring(CreateRecurringPayment message)
        => delivery.Once(() => grain.CreateRecurring(message));

    public Task<Outcome<CreationEnd>> EndCreation(EndCreation message)
        => delivery.Once(() => grain.EndCreation(message));

    // The due-work scan repeats it by itself.
    public Task Continue(Continue message) => grain.Continue(message);
}
