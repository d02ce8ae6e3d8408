namespace QliroAdapter.Silo;

/// <summary>Every payment, order and channel, here or on another node. Thread-safe.</summary>
internal sealed class OrleansGrains(IGrainFactory factory) : IPaymentGrains
{
    public IPaymentGrain Get(PaymentKey key) => factory.GetGrain<IPaymentGrain>(key.ToString());

    public IOrderGrain Get(OrderKey key) => factory.GetGrain<IOrderGrain>(key.ToString());

    public IChannelGrain Get(ChannelKey key) => factory.GetGrain<IChannelGrain>(key.ToString());

    public IHookTurns GetHooks(PaymentKey key) => factory.GetGrain<IHookTurns>(key.ToString());
}
