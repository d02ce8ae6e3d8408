using System.Text.Json.Nodes;
using QliroAdapter.Checkout;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>The requests of order management, and what both partners show afterwards.</summary>
internal static partial class Requests
{
    public const string Mug = "1:T-1";
    public const string Ship = "MarkItemsAsShipped";
    public const string Return = "ReturnItems";
    public const string CancelOrder = "cancelOrder";
    public const string Add = "AddItemsToInvoice";
    public const string Update = "UpdateItems";

    /// <summary>Qliro's refusal while another operation of the order is in process.</summary>
    public const string Busy =
        """{"ErrorCode":"OPERATION_NOT_SUPPORTED","ErrorMessage":"Evaluation, Another transaction is already in process for this order."}""";

    public static Task<Outcome<CheckoutSnippet>> Capture(
        this Purchase purchase, params (string Reference, int Quantity)[] items)
        => purchase.Grain.Capture(new() { Items = Items(items) });

    public static Task<Outcome<CheckoutSnippet>> Refund(
        this Purchase purchase, params (string Reference, int Quantity)[] items)
        => purchase.Grain.Refund(new() { Items = Items(items) });

    public static Task<Outcome<CheckoutSnippet>> Cancel(this Purchase purchase) => purchase.Grain.Cancel(new());

    public static Task<Outcome<CheckoutSnippet>> CancelItems(
        this Purchase purchase, params (string Reference, int Quantity)[] items)
        => purchase.Grain.CancelItems(new() { Items = Items(items) });

    public static Task<Outcome<CheckoutSnippet>> RefundSum(this Purchase purchase, decimal sum, string? reason = null)
        => purchase.Grain.RefundAmount(new() { Amount = sum, Reason = reason });

    /// <summary>Given back, and Qliro has finished it.</summary>
    public static async Task RefundSumNow(this Purchase purchase, decimal sum, string? reason = null)
    {
        (await purchase.RefundSum(sum, reason)).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
    }

    public static async Task CancelItemsNow(this Purchase purchase, params (string Reference, int Quantity)[] items)
    {
        (await purchase.CancelItems(items)).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
    }

    public static Task<Outcome<Done>> Refresh(this Purchase purchase) => purchase.Grain.Refresh(new());

    /// <summary>Captured, and Qliro has finished it.</summary>
    public static async Task<Purchase> Captured(
        this Task<Purchase> bought, params (string Reference, int Quantity)[] items)
    {
        var purchase = await bought;
        await purchase.CaptureNow(items);
        return purchase;
    }

    public static async Task CaptureNow(this Purchase purchase, params (string Reference, int Quantity)[] items)
    {
        (await purchase.Capture(items)).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
    }

    /// <summary>Bodies of the requests of this kind that reached Qliro, refused ones included.</summary>
    public static IReadOnlyList<JsonObject> Sent(this Purchase purchase, string operation)
        => [.. purchase.Shop.Qliro.Log.Of("POST", "/adminapi/v2/" + operation)
            .Select(one => (JsonObject)JsonNode.Parse(one.Body)!)];

    /// <summary>Reference and quantity of each line in the only shipment or return.</summary>
    public static IReadOnlyList<(string, int)> Lines(this JsonObject request)
        => [.. ((JsonArray)(request["Shipments"] ?? request["Returns"])![0]!["OrderItems"]!)
        .Select(line => ((string)line!["MerchantReference"]!, (int)line["Quantity"]!))];

    public static long ActsOn(this JsonObject request)
        => (long)(request["Shipments"] ?? request["Returns"])![0]!["PaymentTransactionId"]!;

    public static IReadOnlyList<JsonObject> Transactions(this Purchase purchase, string type)
        => [.. ((JsonArray)purchase.Shop.Qliro.AdminOrder(purchase.QliroOrderId)["PaymentTransactions"]!)
            .Select(one => (JsonObject)one!).Where(one => (string?)one["Type"] == type)];

    /// <summary>Ids of the captures, oldest first.</summary>
    public static IReadOnlyList<long> Captures(this Purchase purchase)
        => [.. purchase.Transactions("Capture").Select(one => (long)one["PaymentTransactionId"]!)];

    /// <summary>Entries of Norce's audit trail for this event.</summary>
    public static IReadOnlyList<JsonObject> AuditTrail(this Purchase purchase, string raised)
        => [.. purchase.Shop.Norce.Transactions(purchase.OrderId, purchase.PaymentId)
            .Where(one => (string?)one["event"] == raised)];

    public static JsonNode? Attribute(this Purchase purchase, string name)
        => purchase.NorcePayment["attributes"]?[name];

    /// <summary>
    /// The payment's own ledger says what Qliro's admin order says, to the öre, and no operation is open.
    /// </summary>
    public static async Task ShouldAgreeWithQliro(this Purchase purchase)
    {
        var stored = await purchase.Stored();
        var (ledger, totals) = (stored.Ledger, purchase.AdminOrder);
        stored.OpenOperation().ShouldBeNull();
        (ledger.Reserved * 100m, ledger.Captured * 100m, ledger.Returned * 100m, ledger.Released * 100m)
            .ShouldBe((totals.Authorized, totals.Captured, totals.Refunded, totals.Released));
        stored.Outbox.ShouldBeEmpty();
    }
}
