using QliroAdapter.Qliro;

namespace QliroAdapter.ClientEvents;

/// <summary>
/// The browser reports, through the storefront, that customer data changed in Qliro's frame. The message carries no
/// data: the browser sees masked data only, so the Qliro order is read. Repeats are harmless. Refusals:
/// payment-not-found, order-not-found, order-error, qliro-*.
/// </summary>
public sealed record UpdateCustomer;

/// <summary>
/// The browser reports, through the storefront, that a delivery was chosen in Qliro's frame. Names are taken from the
/// report, amounts only from Qliro's own order. Repeats are harmless. Refusals: payment-not-found, order-not-found,
/// shipping-error, qliro-*.
/// </summary>
public sealed record UpdateShippingOption
{
    /// <summary>What Qliro's frame reported.</summary>
    public required QliroShippingMethodChanged Selected { get; init; }
}
