namespace QliroAdapter.Silo;

/// <summary>A payment by its canonical key. The one place where the payment's contract meets Orleans.</summary>
public interface IClusteredPaymentGrain : IPaymentGrain, IGrainWithStringKey;

/// <summary>An order by its canonical key.</summary>
public interface IClusteredOrderGrain : IOrderGrain, IGrainWithStringKey;
