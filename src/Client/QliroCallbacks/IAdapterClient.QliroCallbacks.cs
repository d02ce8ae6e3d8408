using System.Text.Json.Nodes;
using Refit;

namespace QliroAdapter.Client;

public partial interface IAdapterClient
{
    /// <summary>
    /// Qliro asks whether a purchase may go through. Published operation. Success approves it; a decline is an
    /// <see cref="AdapterException"/> with <see cref="AdapterException.Decline"/>. Answered within 4.5 s.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="merchant">1 to 100 characters of <c>A-Z a-z 0-9 - _ .</c>, not only dots.</param>
    /// <param name="channel">As <paramref name="merchant"/>.</param>
    /// <param name="token">The callback token in the URL that Qliro was given.</param>
    /// <param name="order">Qliro's order as Qliro writes it, published as <c>GetOrderResponse</c>.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">400: declined; 401 <c>unauthorized</c>; 404.</exception>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/validate")]
    Task Validate(
        string orderId, string paymentId, [Query] string merchant, [Query] string channel, [Query] string token,
        [Body] JsonNode order, CancellationToken cancel = default);

    /// <summary>
    /// Qliro's order changed. Published operation. The push is only a hint: the adapter reads the order back. Success
    /// means that the push is stored; it may be sent any number of times.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="merchant">1 to 100 characters of <c>A-Z a-z 0-9 - _ .</c>, not only dots.</param>
    /// <param name="channel">As <paramref name="merchant"/>.</param>
    /// <param name="token">The callback token in the URL that Qliro was given.</param>
    /// <param name="push">What Qliro reports. The order is read back whatever it says, and also without it.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">
    /// 401 <c>unauthorized</c>; 404 <c>payment-not-found</c>; 5xx: not stored, send it again.
    /// </exception>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/push")]
    Task<PushAnswer> Push(
        string orderId, string paymentId, [Query] string merchant, [Query] string channel, [Query] string token,
        [Body] QliroPush? push = null, CancellationToken cancel = default);

    /// <summary>
    /// Qliro reports an event outside of the payment, mostly of integrated shipping. Published operation; otherwise as
    /// <see cref="Push"/>.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="merchant">1 to 100 characters of <c>A-Z a-z 0-9 - _ .</c>, not only dots.</param>
    /// <param name="channel">As <paramref name="merchant"/>.</param>
    /// <param name="token">The callback token in the URL that Qliro was given.</param>
    /// <param name="notification">The event that Qliro reports.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">As <see cref="Push"/>; 400 without a body.</exception>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/notification")]
    Task<PushAnswer> Notification(
        string orderId, string paymentId, [Query] string merchant, [Query] string channel, [Query] string token,
        [Body] QliroNotification notification, CancellationToken cancel = default);

    /// <summary>
    /// The shopper's card was saved for later charges. Published operation; otherwise as <see cref="Push"/>.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="merchant">1 to 100 characters of <c>A-Z a-z 0-9 - _ .</c>, not only dots.</param>
    /// <param name="channel">As <paramref name="merchant"/>.</param>
    /// <param name="token">The callback token in the URL that Qliro was given.</param>
    /// <param name="card">The card, and the id to charge it with.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">As <see cref="Push"/>; 400 without a body.</exception>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/save-recurring-details")]
    Task<PushAnswer> SaveRecurringDetails(
        string orderId, string paymentId, [Query] string merchant, [Query] string channel, [Query] string token,
        [Body] SavedCard card, CancellationToken cancel = default);

    /// <summary>
    /// The outcome of a capture, a cancel or a refund. Not in the published API; otherwise as <see cref="Push"/>.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="merchant">1 to 100 characters of <c>A-Z a-z 0-9 - _ .</c>, not only dots.</param>
    /// <param name="channel">As <paramref name="merchant"/>.</param>
    /// <param name="token">The callback token in the URL that Qliro was given.</param>
    /// <param name="status">
    /// What Qliro reports. Its admin order is read back whatever it says, and also without it.
    /// </param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">As <see cref="Push"/>.</exception>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/status")]
    Task<PushAnswer> Status(
        string orderId, string paymentId, [Query] string merchant, [Query] string channel, [Query] string token,
        [Body] QliroStatusPush? status = null, CancellationToken cancel = default);

    /// <summary>
    /// Qliro asks for the shipping methods to offer. Not in the published API. Answered within 4.5 s.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="merchant">1 to 100 characters of <c>A-Z a-z 0-9 - _ .</c>, not only dots.</param>
    /// <param name="channel">As <paramref name="merchant"/>.</param>
    /// <param name="token">The callback token in the URL that Qliro was given.</param>
    /// <param name="question">The address to deliver to, as Qliro writes it.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">
    /// 400 with <see cref="AdapterException.Decline"/>: nothing can be delivered there; 401 <c>unauthorized</c>; 404.
    /// </exception>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/shipping-methods")]
    Task<ShippingMethods> GetShippingMethods(
        string orderId, string paymentId, [Query] string merchant, [Query] string channel, [Query] string token,
        [Body] JsonNode question, CancellationToken cancel = default);

    /// <summary>Qliro asks for the addresses to offer. Not in the published API. Answered within 4.5 s.</summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="merchant">1 to 100 characters of <c>A-Z a-z 0-9 - _ .</c>, not only dots.</param>
    /// <param name="channel">As <paramref name="merchant"/>.</param>
    /// <param name="token">The callback token in the URL that Qliro was given.</param>
    /// <param name="question">The customer, as Qliro writes it; may be left out.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">401 <c>unauthorized</c>; 404.</exception>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/shipping-addresses")]
    Task<ShippingAddresses> GetShippingAddresses(
        string orderId, string paymentId, [Query] string merchant, [Query] string channel, [Query] string token,
        [Body] JsonNode? question = null, CancellationToken cancel = default);
}
