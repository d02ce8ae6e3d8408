namespace QliroAdapter.Norce;

/// <summary>
/// Who we are in Norce Checkout: the adapter id on payments, shippings, hooks, and in the <c>x-adapterid</c> header.
/// </summary>
public static class NorceAdapter
{
    /// <summary>The one id; also the name of our configuration document.</summary>
    public const string Id = "qliro_checkout_adapter";

    /// <summary>The name a payment of ours carries.</summary>
    public const string PaymentName = "Qliro";

    /// <summary>True for our own id. Letter case counts, as it does at Norce.</summary>
    public static bool IsOurs(string? adapterId) => string.Equals(adapterId, Id, StringComparison.Ordinal);
}
