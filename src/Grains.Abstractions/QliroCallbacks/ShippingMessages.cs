using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Qliro: which deliveries are there? Sent on each change of address or cart. Reads only; a repeat is answered anew.
/// Refusals in order: configuration-*, order-not-found, payment-not-found.
/// </summary>
public sealed record AskShippingMethods
{
    public required QliroShippingQuestion Question { get; init; }
}

/// <summary>The answer to <see cref="AskShippingMethods"/>.</summary>
public sealed record ShippingMethodsAnswer
{
    /// <summary>In the order in which they are to be shown; empty when nothing is delivered there.</summary>
    public required IReadOnlyList<QliroShippingMethod> Methods { get; init; }
}

/// <summary>
/// Qliro: which addresses can be delivered to? Reads only. Refusals: order-not-found, order-error, payment-not-found.
/// </summary>
public sealed record AskShippingAddresses;

/// <summary>The answer to <see cref="AskShippingAddresses"/>.</summary>
public sealed record ShippingAddressesAnswer
{
    /// <summary>Shipping address first, then billing; none when the Norce order has none.</summary>
    public required IReadOnlyList<QliroShippingAddress> Addresses { get; init; }
}
