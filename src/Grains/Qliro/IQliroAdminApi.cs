using Refit;

namespace QliroAdapter.Qliro;

/// <summary>
/// Qliro's admin API, as in its reference. <see cref="QliroAdminClient"/> documents what each call means. Base URL,
/// signature and circuit are added below it, see <see cref="QliroApi"/>.
/// </summary>
[PathPrefix("/checkout/adminapi/v2")]
public interface IQliroAdminApi
{
    /// <summary>Reads an order with its transactions, by its id.</summary>
    [Get("/orders/{id}")]
    Task<IApiResponse<AdminOrder>> GetOrder([Property] QliroTarget target, QliroOrderId id, CancellationToken ct);

    /// <summary>Reads an order with its transactions, by the shop's reference.</summary>
    [Get("/orders/{merchantReference}")]
    Task<IApiResponse<AdminOrder>> FindOrder(
        [Property] QliroTarget target, MerchantReference merchantReference, CancellationToken ct);

    /// <summary>Reads one transaction.</summary>
    [Get("/paymentTransactions/{id}")]
    Task<IApiResponse<AdminTransaction>> GetPaymentTransaction(
        [Property] QliroTarget target, long id, CancellationToken ct);

    /// <summary>Captures lines.</summary>
    [Post("/MarkItemsAsShipped")]
    Task<IApiResponse<StartedTransactions>> MarkItemsAsShipped(
        [Property] QliroTarget target, [Body] MarkItemsAsShipped shipment, CancellationToken ct);

    /// <summary>Releases what is reserved and not shipped.</summary>
    [Post("/cancelOrder")]
    Task<IApiResponse<StartedTransactions>> CancelOrder(
        [Property] QliroTarget target, [Body] CancelQliroOrder cancellation, CancellationToken ct);

    /// <summary>Refunds lines of captures.</summary>
    [Post("/ReturnItems")]
    Task<IApiResponse<StartedTransactions>> ReturnItems(
        [Property] QliroTarget target, [Body] ReturnItems items, CancellationToken ct);

    /// <summary>Adds discounts to captures.</summary>
    [Post("/AddItemsToInvoice")]
    Task<IApiResponse<StartedTransactions>> AddItemsToInvoice(
        [Property] QliroTarget target, [Body] AddItemsToInvoice items, CancellationToken ct);

    /// <summary>Replaces what is reserved and not shipped.</summary>
    [Post("/UpdateItems")]
    Task<IApiResponse<StartedTransactions>> UpdateItems(
        [Property] QliroTarget target, [Body] UpdateItems update, CancellationToken ct);

    /// <summary>Has a reversal that failed done again.</summary>
    [Post("/retryReversalPaymentTransaction")]
    Task<IApiResponse<StartedTransactions>> RetryReversal(
        [Property] QliroTarget target, [Body] RetryReversal reversal, CancellationToken ct);

    /// <summary>Charges a saved card or invoice customer for a new order.</summary>
    [Post("/merchantpayment")]
    Task<IApiResponse<StartedTransactions>> MerchantPayment(
        [Property] QliroTarget target, [Body] MerchantPayment payment, CancellationToken ct);

    /// <summary>Replaces the shop's reference of an order.</summary>
    [Post("/updatemerchantreference")]
    Task<IApiResponse> UpdateMerchantReference(
        [Property] QliroTarget target, [Body] UpdateMerchantReference update, CancellationToken ct);

    /// <summary>Replaces the URL that an order's order-management pushes go to.</summary>
    [Post("/orderPushUrl/OrderManagement")]
    Task<IApiResponse> UpdateOrderManagementPushUrl(
        [Property] QliroTarget target, [Body] UpdateOrderManagementPushUrl update, CancellationToken ct);
}
