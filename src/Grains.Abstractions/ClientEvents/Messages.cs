using QliroAdapter.Qliro;

namespace QliroAdapter.ClientEvents;

/// <summary>
/// Browser, through the storefront: customer data changed in Qliro's frame. Carries nothing: the browser sees masked
/// data, so the Qliro order is read. Repeats are harmless. Refusals: payment-not-found, order-not-found, order-error,
/// qliro-*.
/// </summary>
public sealed record UpdateCustomer;

/// <summary>
/// Browser, through the storefront: a delivery was chosen in Qliro's frame. Names are taken from it, amounts from
/// Qliro's own order. Repeats are harmless. Refusals: payment-not-found, order-not-found, shipping-error, qliro-*.
/// </summary>
public sealed record UpdateShippingOption
{
    /// <summary>What the frame reported.</summary>
    public required QliroShippingMethodChanged Selected { get; init; }
}
