using System.Text.Json.Nodes;

namespace QliroAdapter.Sandbox.Qliro;

/// <content>Goods added on the thank-you page.</content>
public sealed partial class QliroSimulator
{
    /// <summary>Allows goods to be added to the order until then.</summary>
    public void AllowUpsell(long orderId, DateTimeOffset until) => Do(orderId, order => order.UpsellUntil = until);

    /// <summary>
    /// The shopper adds goods to a completed order. They get a reservation of their own, or one for everything that
    /// replaces the original. It is pushed to the checkout URL; returns the transaction.
    /// </summary>
    public long AddUpsell(
        long orderId, decimal incVat, decimal exVat, string reference = "U1:EXTRA", bool replaces = false,
        string? upsellId = "up-1", string status = "Success") => With(orderId, order =>
    {
        var original = Reservations.Live(order)[^1];
        var line = new QliroLine(reference, "Extra", "Product", 1, incVat, exVat, 25m, null);
        order.Lines = [.. order.Lines, line];
        order.UpsellTotal += incVat;
        List<QliroLine> reserved = replaces
            ? [.. LineLedger.Reserved(order, original.Id).FindAll(one => one.Quantity > 0), line]
            : [line];
        var added = ledger.AddTransaction(
            order, "Preauthorization", reserved.Sum(one => one.Total), replaces ? original.Id : null);
        ledger.AddActions(order, "Reserve", added.Id, added.Id, reserved);
        if (replaces) GiveWay(order, original);
        added.Status = TransactionStatus.Success;
        added.At = ledger.Now;
        PushUpsell(order, status, added.Id, original.Id, replaces, upsellId);
        return added.Id;
    });

    /// <summary>An attempt to add goods fails; attempts through a link name no transaction.</summary>
    public void FailUpsell(long orderId, string? upsellId = "up-1")
        => Do(orderId, order => PushUpsell(order, "Error", 0, Reservations.Live(order)[^1].Id, false, upsellId));

    private void GiveWay(QliroOrder order, QliroTransaction original)
    {
        original.Superseded = true;
        if (!Options.ReleasesReplaced) return;
        var left = LineLedger.Reserved(order, original.Id).FindAll(line => line.Quantity > 0);
        var reversal = ledger.AddTransaction(order, "Reversal", LineLedger.AmountOf(left), original.Id);
        reversal.Status = TransactionStatus.Success;
        reversal.At = ledger.Now;
        ledger.AddActions(order, "Release", reversal.Id, original.Id, left);
    }

    private void PushUpsell(
        QliroOrder order, string status, long transactionId, long originalId, bool replaces, string? upsellId) =>
        pushes.Add(PushKind.CheckoutStatus, order.Id, order.Text("MerchantCheckoutStatusPushUrl"), new JsonObject
        {
            ["OrderId"] = order.Id,
            ["MerchantReference"] = order.Reference,
            ["Status"] = render.Enumeration(status),
            ["Timestamp"] = QliroLedger.Stamp(ledger.Now),
            ["NotificationType"] = "UpsellStatus",
            ["PaymentTransactionId"] = transactionId,
            ["OriginalPaymentTransactionId"] = originalId,
            ["ReplacesOriginalPaymentTransaction"] = replaces,
            ["UpsellId"] = upsellId,
        });
}
