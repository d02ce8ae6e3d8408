using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Partners;

namespace QliroAdapter.Qliro;

/// <summary>
/// Qliro's admin API: the order after the purchase. An accepted answer to a write means started; the outcome comes by
/// push or is read from the admin order. A repeat carries the same RequestId, which Qliro refuses for 7 days.
/// Thread-safe.
/// </summary>
public sealed class QliroAdminClient
{
    private readonly QliroCalls calls;

    public QliroAdminClient(
        HttpClient http, PartnerGates gates, TimeProvider clock, IOptions<QliroOptions> options,
        ILogger<QliroAdminClient> logger)
        => calls = new("checkout/adminapi/v2/", http, gates, clock, options.Value, logger);

    /// <summary>Reads lines and transactions; answers for orders in any status.</summary>
    public Task<Answer<AdminOrder>> GetOrder(QliroAccount account, QliroOrderId id, CancellationToken ct)
        => calls.Get<AdminOrder>(account, "GetAdminOrder", $"orders/{id}", ct);

    /// <summary>Reads by our reference: how a recurring charge whose answer was lost is found.</summary>
    public Task<Answer<AdminOrder>> FindOrder(QliroAccount account, MerchantReference reference, CancellationToken ct)
        => calls.Get<AdminOrder>(account, "FindAdminOrder", $"orders/{reference}", ct);

    /// <summary>Reads one transaction.</summary>
    public Task<Answer<AdminTransaction>> GetPaymentTransaction(
        QliroAccount account, long paymentTransactionId, CancellationToken ct)
        => calls.Get<AdminTransaction>(
            account,
            nameof(GetPaymentTransaction),
            "paymentTransactions/" + paymentTransactionId.ToString(CultureInfo.InvariantCulture),
            ct);

    /// <summary>Captures lines.</summary>
    public Task<Answer<StartedTransactions>> MarkItemsAsShipped(
        QliroAccount account, MarkItemsAsShipped shipment, CancellationToken ct)
        => Post(account, nameof(MarkItemsAsShipped), "MarkItemsAsShipped", shipment, ct);

    /// <summary>Releases all that is reserved and not shipped.</summary>
    public Task<Answer<StartedTransactions>> CancelOrder(
        QliroAccount account, CancelQliroOrder cancellation, CancellationToken ct)
        => Post(account, nameof(CancelOrder), "cancelOrder", cancellation, ct);

    /// <summary>Refunds lines of captures.</summary>
    public Task<Answer<StartedTransactions>> ReturnItems(
        QliroAccount account, ReturnItems items, CancellationToken ct)
        => Post(account, nameof(ReturnItems), "ReturnItems", items, ct);

    /// <summary>Charges a saved card or invoice customer; the answer names the new order.</summary>
    public Task<Answer<StartedTransactions>> MerchantPayment(
        QliroAccount account, MerchantPayment payment, CancellationToken ct)
        => Post(account, nameof(MerchantPayment), "merchantpayment", FieldLimits.Fit(payment), ct);

    /// <summary>Replaces the order-management push URL of one order.</summary>
    public Task<Answer<Done>> UpdateOrderManagementPushUrl(
        QliroAccount account, UpdateOrderManagementPushUrl update, CancellationToken ct)
        => calls.Send<Done>(
            account, nameof(UpdateOrderManagementPushUrl), HttpMethod.Post, "orderPushUrl/OrderManagement", update, ct);

    private Task<Answer<StartedTransactions>> Post(
        QliroAccount account, string operation, string path, QliroRequest body, CancellationToken ct)
        => calls.Send<StartedTransactions>(account, operation, HttpMethod.Post, path, body, ct);
}
