namespace QliroAdapter.Silo;

/// <summary>Every payment and order of the cluster, seen from this node. Thread-safe.</summary>
internal sealed class ClusteredPaymentGrains(IGrainFactory factory, TimeProvider time) : IPaymentGrains
{
    private readonly Delivery delivery = new(time);

    public IPaymentGrain Get(PaymentKey key)
        => new ClusteredPayment(factory.GetGrain<IClusteredPaymentGrain>(key.ToString()), key, delivery);

    public IOrderGrain Get(OrderKey key)
        => new ClusteredOrder(factory.GetGrain<IClusteredOrderGrain>(key.ToString()), delivery);
}
