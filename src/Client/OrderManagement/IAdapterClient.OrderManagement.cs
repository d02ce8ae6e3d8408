using Refit;

namespace QliroAdapter.Client;

public partial interface IAdapterClient
{
    /// <summary>
    /// Reads Qliro's admin order and updates the Norce payment's state and actions to it. Published operation;
    /// repeating it is harmless.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">404 <c>payment-not-found</c>; 400 <c>qliro-error</c>.</exception>
    [Post("/api/order/v1/orders/{orderId}/payments/{paymentId}/refresh")]
    Task Refresh(string orderId, string paymentId, CancellationToken cancel = default);

    /// <summary>
    /// Releases money that is reserved and not captured: all of it, or of the named items. Published operation, except
    /// for the body. Answered once Qliro has accepted; the payment's state changes when Qliro reports success.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="request">What to release; when absent, everything that is left.</param>
    /// <param name="idempotencyKey">
    /// Names this one operation. A repeat with the same body gets the first answer, one with another body 409. Only
    /// with a key does the client repeat the call by itself.
    /// </param>
    /// <param name="cancel">Cancels the call. What the adapter has begun, it finishes all the same.</param>
    /// <exception cref="AdapterException">
    /// 400 <c>qliro-bad-request</c> (Qliro refused, nothing changed), <c>payment-conflict</c> (another operation is
    /// open), <c>order-bad-request</c> (an item is no longer reserved), <c>qliro-error</c> (outcome unknown; the
    /// adapter finds it out: repeat with the same key); 409 for a key with another body; 404.
    /// </exception>
    [Post("/api/order/v1/orders/{orderId}/payments/{paymentId}/cancel")]
    Task<CheckoutOrder> Cancel(
        string orderId, string paymentId, [Body] CancelRequest? request = null,
        [Header(AdapterHeaders.IdempotencyKey)] string? idempotencyKey = null, CancellationToken cancel = default);

    /// <summary>
    /// Takes reserved money: everything that is left, or the named items. Published operation, except for the body.
    /// Answered once Qliro has accepted; the payment becomes <c>captured</c> when Qliro reports success.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="request">What to capture; when absent, everything that is left.</param>
    /// <param name="idempotencyKey">As for <see cref="Cancel"/>.</param>
    /// <param name="cancel">Cancels the call. What the adapter has begun, it finishes all the same.</param>
    /// <exception cref="AdapterException">As for <see cref="Cancel"/>.</exception>
    [Post("/api/order/v1/orders/{orderId}/payments/{paymentId}/capture")]
    Task<CheckoutOrder> Capture(
        string orderId, string paymentId, [Body] CaptureRequest? request = null,
        [Header(AdapterHeaders.IdempotencyKey)] string? idempotencyKey = null, CancellationToken cancel = default);

    /// <summary>
    /// Gives captured money back: everything not yet returned, the named items, or a sum. Published operation, except
    /// for the body. Answered once Qliro has accepted; the payment's state changes when Qliro reports success.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="request">What to give back; when absent, everything that is left.</param>
    /// <param name="idempotencyKey">As for <see cref="Cancel"/>.</param>
    /// <param name="cancel">Cancels the call. What the adapter has begun, it finishes all the same.</param>
    /// <exception cref="AdapterException">
    /// As for <see cref="Cancel"/>; 400 <c>order-bad-request</c> also for a sum above what is returnable (the message
    /// names it), of zero or below, or together with items.
    /// </exception>
    [Post("/api/order/v1/orders/{orderId}/payments/{paymentId}/refund")]
    Task<CheckoutOrder> Refund(
        string orderId, string paymentId, [Body] RefundRequest? request = null,
        [Header(AdapterHeaders.IdempotencyKey)] string? idempotencyKey = null, CancellationToken cancel = default);

    /// <summary>
    /// What can still be captured, released and given back, read from Qliro's admin order at the call, for a back
    /// office. Not in the published API.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">As <see cref="Refresh"/>.</exception>
    [Get("/api/order/v1/orders/{orderId}/payments/{paymentId}/ledger")]
    Task<Ledger> GetLedger(string orderId, string paymentId, CancellationToken cancel = default);
}
