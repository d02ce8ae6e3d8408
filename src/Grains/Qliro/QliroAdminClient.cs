using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Partners;
using Refit;

namespace QliroAdapter.Qliro;

/// <summary>
/// Qliro's admin API: the order after the purchase. An accepted write has been started, not carried out; its outcome
/// comes by push or is read from the admin order. A repeat has the same RequestId (idempotency key), which Qliro
/// refuses for 7 days. Thread-safe.
/// </summary>
public sealed class QliroAdminClient(
    IQliroAdminApi api, PartnerCircuits circuits, TimeProvider clock, IOptions<QliroOptions> options,
    ILogger<QliroAdminClient> logger)
{
    private readonly QliroCalls calls = new(circuits, clock, options.Value, logger);

    /// <summary>Reads lines and transactions; works for orders in any status.</summary>
    public Task<Answer<AdminOrder>> GetOrder(QliroAccount account, QliroOrderId id, CancellationToken ct)
        => calls.Read(
            account, "GetAdminOrder", (target, limited) => api.GetOrder(target, id, limited),
            read => read.OrderId == id, ct);

    /// <summary>Reads an order by our reference. Finds a recurring charge whose answer was lost.</summary>
    public Task<Answer<AdminOrder>> FindOrder(QliroAccount account, MerchantReference reference, CancellationToken ct)
        => calls.Read(
            account, "FindAdminOrder", (target, limited) => api.FindOrder(target, reference, limited),
            static read => read.OrderId is not null, ct);

    /// <summary>Reads one transaction.</summary>
    public Task<Answer<AdminTransaction>> GetPaymentTransaction(
        QliroAccount account, long paymentTransactionId, CancellationToken ct)
        => calls.Read(
            account,
            nameof(GetPaymentTransaction),
            (target, limited) => api.GetPaymentTransaction(target, paymentTransactionId, limited),
            read => read.PaymentTransactionId == paymentTransactionId,
            ct);

    /// <summary>Captures lines.</summary>
    public Task<Answer<StartedTransactions>> MarkItemsAsShipped(
        QliroAccount account, MarkItemsAsShipped shipment, CancellationToken ct)
        => Start(account, nameof(MarkItemsAsShipped), shipment, api.MarkItemsAsShipped, ct);

    /// <summary>Releases all that is reserved and not shipped.</summary>
    public Task<Answer<StartedTransactions>> CancelOrder(
        QliroAccount account, CancelQliroOrder cancellation, CancellationToken ct)
        => Start(account, nameof(CancelOrder), cancellation, api.CancelOrder, ct);

    /// <summary>Refunds lines of captures.</summary>
    public Task<Answer<StartedTransactions>> ReturnItems(
        QliroAccount account, ReturnItems items, CancellationToken ct)
        => Start(account, nameof(ReturnItems), items, api.ReturnItems, ct);

    /// <summary>Gives sums of captures back, without lines.</summary>
    public Task<Answer<StartedTransactions>> AddItemsToInvoice(
        QliroAccount account, AddItemsToInvoice items, CancellationToken ct)
        => Start(account, nameof(AddItemsToInvoice), items, api.AddItemsToInvoice, ct);

    /// <summary>Replaces what is reserved; for direct methods the answer names a reversal as well.</summary>
    public Task<Answer<StartedTransactions>> UpdateItems(
        QliroAccount account, UpdateItems update, CancellationToken ct)
        => Start(account, nameof(UpdateItems), update, api.UpdateItems, ct);

    /// <summary>Has a failed reversal done again.</summary>
    public Task<Answer<StartedTransactions>> RetryReversal(
        QliroAccount account, RetryReversal reversal, CancellationToken ct)
        => Start(account, nameof(RetryReversal), reversal, api.RetryReversal, ct);

    /// <summary>Charges a saved card or invoice customer; the answer names the new order.</summary>
    public Task<Answer<StartedTransactions>> MerchantPayment(
        QliroAccount account, MerchantPayment payment, CancellationToken ct)
        => Start(account, nameof(MerchantPayment), FieldLimits.Fit(payment), api.MerchantPayment, ct);

    /// <summary>
    /// Replaces the merchant reference of one order. The answer may name a transaction, which moves no money.
    /// </summary>
    public Task<Answer<Done>> UpdateMerchantReference(
        QliroAccount account, UpdateMerchantReference update, CancellationToken ct)
        => calls.Replace(
            account,
            nameof(UpdateMerchantReference),
            (target, limited) => api.UpdateMerchantReference(target, update.With(account), limited),
            ct);

    /// <summary>Replaces the order-management push URL of one order.</summary>
    public Task<Answer<Done>> UpdateOrderManagementPushUrl(
        QliroAccount account, UpdateOrderManagementPushUrl update, CancellationToken ct)
        => calls.Replace(
            account,
            nameof(UpdateOrderManagementPushUrl),
            (target, limited) => api.UpdateOrderManagementPushUrl(target, update.With(account), limited),
            ct);

    private Task<Answer<StartedTransactions>> Start<T>(
        QliroAccount account,
        string operation,
        T request,
        Func<QliroTarget, T, CancellationToken, Task<IApiResponse<StartedTransactions>>> send,
        CancellationToken ct)
        where T : QliroRequest
        => calls.Write(account, operation, (target, limited) => send(target, request.With(account), limited), ct);
}
