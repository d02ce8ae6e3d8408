namespace QliroAdapter.Silo;

/// <summary>Every payment and order of the cluster, seen from this node. Thread-safe.</summary>
internal sealed class ClusteredPaymentGrains(IGrainFactory factory, TimeProvider time) : IPaymentGrains
{
    private readonly Delivery delivery = new(time);

    public IPaymentGrain Get(PaymentKey key)
        => new ClusteredPayment(factory.GetGrain<IClusteredPaymentGrain>(key.ToString()), key, delivery);

    // A creation is not repeated: a second one finds the first one's payment and answers that there is one.
    public IOrderGrain Get(OrderKey key) => factory.GetGrain<IClusteredOrderGrain>(key.ToString());
}
