using System.Text.Json.Nodes;
using Refit;

namespace QliroAdapter.Client;

public partial interface IAdapterClient
{
    /// <summary>
    /// Qliro asks whether a purchase may go on. Published operation. Success means yes; a no is an
    /// <see cref="AdapterException"/> with <see cref="AdapterException.Decline"/>. Answered within 4.5 s.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="merchant">1 to 100 characters of <c>A-Z a-z 0-9 - _ .</c>, not only dots.</param>
    /// <param name="channel">As <paramref name="merchant"/>.</param>
    /// <param name="token">The callback token in the URL that Qliro was handed.</param>
    /// <param name="order">Qliro's order as Qliro writes it, published as <c>GetOrderResponse</c>.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">400: declined; 401 <c>unauthorized</c>; 404.</exception>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/validate")]
    Task Validate(
        string orderId, string paymentId, [Query] string merchant, [Query] string channel, [Query] string token,
        [Body] JsonNode order, CancellationToken cancel = default);

    /// <summary>
    /// Qliro's order changed. Published operation; a hint, the adapter reads the order back. Success means that it is
    /// safely stored; it may come any number of times.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="merchant">1 to 100 characters of <c>A-Z a-z 0-9 - _ .</c>, not only dots.</param>
    /// <param name="channel">As <paramref name="merchant"/>.</param>
    /// <param name="token">The callback token in the URL that Qliro was handed.</param>
    /// <param name="push">What Qliro says; the order is read whatever it says, or without it.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">
    /// 401 <c>unauthorized</c>; 404 <c>payment-not-found</c>; 5xx: not stored, send it again.
    /// </exception>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/push")]
    Task<PushAnswer> Push(
        string orderId, string paymentId, [Query] string merchant, [Query] string channel, [Query] string token,
        [Body] QliroPush? push = null, CancellationToken cancel = default);

    /// <summary>
    /// News of integrated shipping and the like. Published operation; otherwise as <see cref="Push"/>.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="merchant">1 to 100 characters of <c>A-Z a-z 0-9 - _ .</c>, not only dots.</param>
    /// <param name="channel">As <paramref name="merchant"/>.</param>
    /// <param name="token">The callback token in the URL that Qliro was handed.</param>
    /// <param name="notification">What happened.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">As <see cref="Push"/>; 400 without a body.</exception>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/notification")]
    Task<PushAnswer> Notification(
        string orderId, string paymentId, [Query] string merchant, [Query] string channel, [Query] string token,
        [Body] QliroNotification notification, CancellationToken cancel = default);

    /// <summary>
    /// The shopper had a card saved for later charges. Published operation; otherwise as <see cref="Push"/>.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="merchant">1 to 100 characters of <c>A-Z a-z 0-9 - _ .</c>, not only dots.</param>
    /// <param name="channel">As <paramref name="merchant"/>.</param>
    /// <param name="token">The callback token in the URL that Qliro was handed.</param>
    /// <param name="card">The card, and the id to charge it with.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">As <see cref="Push"/>; 400 without a body.</exception>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/save-recurring-details")]
    Task<PushAnswer> SaveRecurringDetails(
        string orderId, string paymentId, [Query] string merchant, [Query] string channel, [Query] string token,
        [Body] SavedCard card, CancellationToken cancel = default);

    /// <summary>
    /// What became of a capture, a cancel or a refund. Not in the published API; otherwise as <see cref="Push"/>.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="merchant">1 to 100 characters of <c>A-Z a-z 0-9 - _ .</c>, not only dots.</param>
    /// <param name="channel">As <paramref name="merchant"/>.</param>
    /// <param name="token">The callback token in the URL that Qliro was handed.</param>
    /// <param name="status">What Qliro says; its admin order is read whatever it says, or without it.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">As <see cref="Push"/>.</exception>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/status")]
    Task<PushAnswer> Status(
        string orderId, string paymentId, [Query] string merchant, [Query] string channel, [Query] string token,
        [Body] QliroStatusPush? status = null, CancellationToken cancel = default);

    /// <summary>
    /// Qliro asks which deliveries to offer. Not in the published API. Answered within 4.5 s.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="merchant">1 to 100 characters of <c>A-Z a-z 0-9 - _ .</c>, not only dots.</param>
    /// <param name="channel">As <paramref name="merchant"/>.</param>
    /// <param name="token">The callback token in the URL that Qliro was handed.</param>
    /// <param name="question">Where the goods are to go, as Qliro writes it.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">
    /// 400 with <see cref="AdapterException.Decline"/>: nothing is delivered there; 401 <c>unauthorized</c>; 404.
    /// </exception>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/shipping-methods")]
    Task<ShippingMethods> GetShippingMethods(
        string orderId, string paymentId, [Query] string merchant, [Query] string channel, [Query] string token,
        [Body] JsonNode question, CancellationToken cancel = default);

    /// <summary>Qliro asks which addresses to offer. Not in the published API. Answered within 4.5 s.</summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="merchant">1 to 100 characters of <c>A-Z a-z 0-9 - _ .</c>, not only dots.</param>
    /// <param name="channel">As <paramref name="merchant"/>.</param>
    /// <param name="token">The callback token in the URL that Qliro was handed.</param>
    /// <param name="question">Who asks, as Qliro writes it; not needed.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <exception cref="AdapterException">401 <c>unauthorized</c>; 404.</exception>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/shipping-addresses")]
    Task<ShippingAddresses> GetShippingAddresses(
        string orderId, string paymentId, [Query] string merchant, [Query] string channel, [Query] string token,
        [Body] JsonNode? question = null, CancellationToken cancel = default);
}
