namespace QliroAdapter.Silo;

/// <summary>Gives access to every payment, order and channel, on this or another node. Thread-safe.</summary>
internal sealed class OrleansGrains(IGrainFactory factory) : IPaymentGrains
{
    public IPaymentGrain Get(PaymentKey key) => factory.GetGrain<IPaymentGrain>(key.ToString());

    public IOrderGrain Get(OrderKey key) => factory.GetGrain<IOrderGrain>(key.ToString());

    public IChannelGrain Get(ChannelKey key) => factory.GetGrain<IChannelGrain>(key.ToString());

    public IHookTurns GetHooks(PaymentKey key) => factory.GetGrain<IHookTurns>(key.ToString());
}
