using System.Text.Json.Nodes;
using Refit;

namespace QliroAdapter.Client;

public partial interface IAdapterClient
{
    /// <summary>
    /// For Qliro's <c>onCustomerInfoChanged</c>: customer and addresses are read from Qliro and written to the Norce
    /// order. Published operation; repeating it is harmless. Called by the storefront's server with its bearer token.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="merchant">1 to 100 characters of <c>A-Z a-z 0-9 - _ .</c>, not only dots.</param>
    /// <param name="channel">As <paramref name="merchant"/>.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">404 <c>payment-not-found</c>; 400 for order and Qliro errors.</exception>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/customer-update")]
    Task UpdateCustomer(
        string orderId, string paymentId, [Query] string merchant, [Query] string channel,
        CancellationToken cancel = default);

    /// <summary>
    /// For Qliro's <c>onShippingMethodChanged</c>: names are taken from it, amounts only from Qliro's own order.
    /// Published operation. The client does not repeat it by itself, because an older event must not arrive after a
    /// newer one.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="merchant">1 to 100 characters of <c>A-Z a-z 0-9 - _ .</c>, not only dots.</param>
    /// <param name="channel">As <paramref name="merchant"/>.</param>
    /// <param name="selected">
    /// The event's payload, unchanged, in the shape published as <c>QliroCheckoutShippingMethodChanged</c>.
    /// </param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">404 <c>payment-not-found</c>; 400 for order and Qliro errors.</exception>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/shipping-option-update")]
    Task UpdateShippingOption(
        string orderId, string paymentId, [Query] string merchant, [Query] string channel,
        [Body] JsonNode selected, CancellationToken cancel = default);
}
