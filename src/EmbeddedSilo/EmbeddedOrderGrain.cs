using QliroAdapter.Checkout;

namespace QliroAdapter.EmbeddedSilo;

/// <summary>The way to one order: every method queues.</summary>
internal sealed class EmbeddedOrderGrain(Activations<OrderKey, IOrderGrain> orders, OrderKey key) : IOrderGrain
{
    public Task<Outcome<CheckoutSnippet>> Create(CreatePayment message) => Turn(grain => grain.Create(message));

    public Task<Outcome<RecurringPayment>> CreateRecurring(CreateRecurringPayment message)
        => Turn(grain => grain.CreateRecurring(message));

    public Task<Outcome<CreationEnd>> EndCreation(EndCreation message) => Turn(grain => grain.EndCreation(message));

    public Task Continue(Continue message) => Turn(grain => grain.Continue(message).ThenDone());

    private Task<T> Turn<T>(Func<IOrderGrain, Task<T>> turn) => orders.Turn(key, turn);
}
