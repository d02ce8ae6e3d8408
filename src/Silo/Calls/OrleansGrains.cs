namespace QliroAdapter.Silo;

/// <summary>Every payment and order, here or on another node. Thread-safe.</summary>
internal sealed class OrleansGrains(IGrainFactory factory) : IPaymentGrains
{
    public IPaymentGrain Get(PaymentKey key) => factory.GetGrain<IPaymentGrain>(key.ToString());

    public IOrderGrain Get(OrderKey key) => factory.GetGrain<IOrderGrain>(key.ToString());

    public IHookTurns GetHooks(PaymentKey key) => factory.GetGrain<IHookTurns>(key.ToString());
}
