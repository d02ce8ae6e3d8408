using QliroAdapter.Partners;
using Refit;

namespace QliroAdapter.Norce;

/// <summary>
/// Norce's Order API, version 0: the operations that we use, as in Norce's reference. <see cref="NorceOrderClient"/>
/// documents what each call means. Base URL, token, headers and circuit are added below it, see <see cref="NorceApi"/>.
/// </summary>
[PathPrefix("/api/v0/checkout")]
public interface INorceOrderApi
{
    /// <summary>Reads an order.</summary>
    [Get("/orders/{orderId}")]
    Task<IApiResponse<NorceOrder>> GetOrder([Property] NorceTarget target, string orderId, CancellationToken ct);

    /// <summary>
    /// Sets an order's status. 202 means that it was accepted but is not finished, or that another change replaced it.
    /// </summary>
    [Put("/orders/{orderId}/state")]
    Task<IApiResponse> PutState(
        [Property] NorceTarget target, string orderId, [Body] NorceOrderState state, CancellationToken ct);

    /// <summary>Replaces the billing address.</summary>
    [Put("/orders/{orderId}/customer/billing")]
    Task<IApiResponse> PutBillingAddress(
        [Property] NorceTarget target, string orderId, [Body] NorceAddress address, CancellationToken ct);

    /// <summary>Replaces the shipping address.</summary>
    [Put("/orders/{orderId}/customer/shipping")]
    Task<IApiResponse> PutShippingAddress(
        [Property] NorceTarget target, string orderId, [Body] NorceAddress address, CancellationToken ct);

    /// <summary>Registers a hook.</summary>
    [Post("/orders/{orderId}/hooks")]
    Task<IApiResponse> AddHook(
        [Property] NorceTarget target, string orderId, [Body] NorceHook hook, CancellationToken ct);

    /// <summary>Removes a hook.</summary>
    [Delete("/orders/{orderId}/hooks/{hookId}")]
    Task<IApiResponse> DeleteHook(
        [Property] NorceTarget target, string orderId, string hookId, CancellationToken ct);

    /// <summary>
    /// Asks whether an order can be bought; 400 with reasons when not. The body is read later, because it has several
    /// shapes.
    /// </summary>
    [Post("/orders/{orderId}/validate")]
    Task<IApiResponse<PartnerBody>> ValidateOrder(
        [Property] NorceTarget target, string orderId, CancellationToken ct);

    /// <summary>Adds a payment.</summary>
    [Post("/orders/{orderId}/payments")]
    Task<IApiResponse<NorceCreated>> AddPayment(
        [Property] NorceTarget target, string orderId, [Body] NorcePayment payment, CancellationToken ct);

    /// <summary>Replaces a payment.</summary>
    [Put("/orders/{orderId}/payments/{paymentId}")]
    Task<IApiResponse> PutPayment(
        [Property] NorceTarget target, string orderId, string paymentId, [Body] NorcePayment payment,
        CancellationToken ct);

    /// <summary>Sets the actions that can be executed on a payment.</summary>
    [Post("/orders/{orderId}/payments/{paymentId}/actions")]
    Task<IApiResponse> AddActions(
        [Property] NorceTarget target, string orderId, string paymentId,
        [Body] IReadOnlyList<NorcePaymentAction> actions, CancellationToken ct);

    /// <summary>Reads a payment's audit trail.</summary>
    [Get("/orders/{orderId}/payments/{paymentId}/transactions")]
    Task<IApiResponse<IReadOnlyList<NorcePaymentTransaction>>> GetTransactions(
        [Property] NorceTarget target, string orderId, string paymentId, CancellationToken ct);

    /// <summary>Adds an entry to a payment's audit trail.</summary>
    [Post("/orders/{orderId}/payments/{paymentId}/transactions")]
    Task<IApiResponse> AddTransaction(
        [Property] NorceTarget target, string orderId, string paymentId, [Body] NorcePaymentTransaction transaction,
        CancellationToken ct);

    /// <summary>Adds a shipping.</summary>
    [Post("/orders/{orderId}/shippings")]
    Task<IApiResponse<NorceCreated>> AddShipping(
        [Property] NorceTarget target, string orderId, [Body] NorceShipping shipping, CancellationToken ct);

    /// <summary>Replaces a shipping.</summary>
    [Put("/orders/{orderId}/shippings/{shippingId}")]
    Task<IApiResponse> PutShipping(
        [Property] NorceTarget target, string orderId, string shippingId, [Body] NorceShipping shipping,
        CancellationToken ct);
}

/// <summary>The status that an order shall get.</summary>
public sealed record NorceOrderState(string CurrentStatus);

/// <summary>The added resource; its id may be in the answer's Location header only.</summary>
public sealed record NorceCreated(string? Id);
