using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Qliro asks for the shipping methods, on each change of address or cart. Only reads; every repeat is answered anew.
/// Refusals in order: configuration-*, order-not-found, payment-not-found.
/// </summary>
public sealed record AskShippingMethods
{
    public required QliroShippingQuestion Question { get; init; }
}

/// <summary>The answer to <see cref="AskShippingMethods"/>.</summary>
public sealed record ShippingMethodsAnswer
{
    /// <summary>In the order in which they are shown; empty when nothing can be delivered to that address.</summary>
    public required IReadOnlyList<QliroShippingMethod> Methods { get; init; }
}

/// <summary>
/// Qliro asks for the addresses that can be delivered to. Only reads. Refusals: order-not-found, order-error,
/// payment-not-found.
/// </summary>
public sealed record AskShippingAddresses;

/// <summary>The answer to <see cref="AskShippingAddresses"/>.</summary>
public sealed record ShippingAddressesAnswer
{
    /// <summary>Shipping address first, then billing; empty when the Norce order has neither.</summary>
    public required IReadOnlyList<QliroShippingAddress> Addresses { get; init; }
}
