using Refit;

namespace QliroAdapter.Client;

public partial interface IAdapterClient
{
    /// <summary>
    /// Adds a Qliro payment to a Norce order and returns Qliro's checkout. Published operation. A creation that was cut
    /// off is finished by the next call for the order. Once one has completed, another is refused until the payment is
    /// removed.
    /// </summary>
    /// <param name="orderId">A Norce order in state <c>checkout</c>.</param>
    /// <param name="cancel">Cancels the call. What the adapter has begun, it finishes all the same.</param>
    /// <exception cref="AdapterException">
    /// 404 <c>order-not-found</c>; 409 <c>payment-conflict</c> (it has a live payment), <c>order-conflict</c>; 400 for
    /// configuration, order and Qliro errors. When the outcome is unknown, call again: no second payment can result.
    /// </exception>
    [Post("/api/checkout/v1/orders/{orderId}/payments")]
    Task<CheckoutOrder> Create(string orderId, CancellationToken cancel = default);

    /// <summary>
    /// Charges a Norce order without a shopper. Published operation. Answered once Qliro has accepted the charge, which
    /// is not yet paid. The same token never charges an order twice.
    /// </summary>
    /// <param name="orderId">A Norce order in state <c>checkout</c> with its customer on it.</param>
    /// <param name="token">The token that an earlier purchase left on its payment.</param>
    /// <param name="cancel">Cancels the call. What the adapter has begun, it finishes all the same.</param>
    /// <exception cref="AdapterException">
    /// As <see cref="Create"/>; 400 <c>order-bad-request</c> without a token.
    /// </exception>
    [Post("/api/checkout/v1/orders/{orderId}/payments/recurring")]
    Task<RecurringOrder> CreateRecurring(
        string orderId, [Body] RecurringToken token, CancellationToken cancel = default);

    /// <summary>
    /// Qliro's checkout in its present state: the form while the purchase is open, the receipt once it is done.
    /// Published operation.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">404 <c>payment-not-found</c>, <c>qliro-order-not-found</c>.</exception>
    [Get("/api/checkout/v1/orders/{orderId}/payments/{paymentId}")]
    Task<CheckoutOrder> Get(string orderId, string paymentId, CancellationToken cancel = default);

    /// <summary>
    /// Takes an unpaid payment, its shippings and its hooks off the Norce order. Published operation; repeating it is
    /// harmless.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">
    /// 400 <c>payment-conflict</c>: paid, or the shopper is paying at this moment. 404 <c>payment-not-found</c>.
    /// </exception>
    [Post("/api/checkout/v1/orders/{orderId}/payments/{paymentId}/remove")]
    Task Remove(string orderId, string paymentId, CancellationToken cancel = default);
}
