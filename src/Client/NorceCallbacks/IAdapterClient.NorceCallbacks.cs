using System.Text.Json.Nodes;
using Refit;

namespace QliroAdapter.Client;

public partial interface IAdapterClient
{
    /// <summary>
    /// Norce's hook under its former name; it does what <see cref="UpdatePayment"/> does. Published operation.
    /// </summary>
    /// <inheritdoc cref="UpdatePayment"/>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/cart-changed")]
    Task<IReadOnlyList<PatchOperation>> CartChanged(
        string orderId, string paymentId, [Body] JsonNode order, CancellationToken cancel = default);

    /// <summary>
    /// Norce's hook for a change of the order's state by somebody else. Published operation; a refusal stops the
    /// change.
    /// </summary>
    /// <inheritdoc cref="UpdatePayment"/>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/state-changed")]
    Task<IReadOnlyList<PatchOperation>> StateChanged(
        string orderId, string paymentId, [Body] JsonNode order, CancellationToken cancel = default);

    /// <summary>
    /// Norce's hook for a change of the order: Qliro's order is updated to it. Published operation; a refusal stops the
    /// change.
    /// </summary>
    /// <param name="orderId">The Norce order.</param>
    /// <param name="paymentId">A payment of it.</param>
    /// <param name="order">The whole order as it would be after the change, as Norce writes it.</param>
    /// <param name="cancel">Withdraws the call.</param>
    /// <returns>Patches that Norce makes with the change (RFC 6902); empty when none is needed.</returns>
    /// <exception cref="AdapterException">
    /// 409: the payment is busy or has changed, try later; 400 <c>order-conflict</c>, <c>qliro-…</c>: refused; 404
    /// <c>payment-not-found</c>.
    /// </exception>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/update-payment")]
    Task<IReadOnlyList<PatchOperation>> UpdatePayment(
        string orderId, string paymentId, [Body] JsonNode order, CancellationToken cancel = default);

    /// <summary>
    /// Norce no longer waits for goods to be added after the purchase. Not in the published API; repeating it is
    /// harmless.
    /// </summary>
    /// <inheritdoc cref="UpdatePayment"/>
    [Post("/api/checkout/v1/callback/orders/{orderId}/payments/{paymentId}/upsell/complete")]
    Task<IReadOnlyList<PatchOperation>> CompleteUpsell(
        string orderId, string paymentId, [Body] JsonNode order, CancellationToken cancel = default);
}
