using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>
/// Charges without a checkout page: a saved card or an invoice. Accepted does not mean paid; the outcome is pushed.
/// </summary>
internal sealed class RecurringCharges(QliroLedger ledger, Transactions transactions, QliroSimulatorOptions options)
{
    public WireAnswer Charge(Fields request, QliroMerchant merchant)
    {
        request.Text("MerchantReference", required: true, pattern: QliroPatterns.OrderReference());
        OrderRules.CheckMarket(request);
        request.Url("MerchantOrderManagementStatusPushUrl", required: false, options.RequiresHttps);
        var lines = LineRules.Read(request, options);
        CustomerRules.CheckAddress(request.Object("BillingAddress", required: true)!, complete: true);
        if (request.Object("ShippingAddress") is { } shipping) CustomerRules.CheckAddress(shipping, complete: true);
        CheckMethod(request, merchant);
        OrderRules.CheckConfigured(request, options);

        var order = ledger.Add(merchant, Json.Copy(request.Body));
        order.Lines = lines;
        order.Customer = request.Body["Customer"]?.DeepClone() as JsonObject;
        order.Billing = request.Body["BillingAddress"]?.DeepClone() as JsonObject;
        order.Shipping = (request.Body["ShippingAddress"] ?? request.Body["BillingAddress"])?.DeepClone() as JsonObject;
        return AdminApi.Accepted([Reserve(request, order)], order.Id);
    }

    public WireAnswer Retry(Fields request, QliroOrder order)
    {
        if (order.Transactions.Exists(one => one.Succeeded || one.IsOpen))
            throw QliroRefusal.Bad("OPERATION_NOT_SUPPORTED", $"Evaluation, order {order.Id} is not declined.");
        CheckMethod(request, order.Merchant);
        return AdminApi.Accepted([Reserve(request, order)]);
    }

    private QliroTransaction Reserve(Fields request, QliroOrder order)
    {
        var method = request.Object("PaymentMethod")!;
        order.Method = method.Text("Name");
        order.MethodTypeCode = method.Text("Subtype");
        var reservation = ledger.AddTransaction(order, "Preauthorization", order.Total, null, () =>
            order.Status = CheckoutStatus.Completed);
        ledger.AddActions(order, "Reserve", reservation.Id, reservation.Id, order.AllLines);
        transactions.Schedule(order, reservation);
        return reservation;
    }

    private void CheckMethod(Fields request, QliroMerchant merchant)
    {
        var method = request.Object("PaymentMethod", required: true)!;
        if (method.OneOf("Name", true, "CREDITCARDS", "QLIRO_INVOICE") == "CREDITCARDS")
        {
            var card = method.Guid("MerchantSavedCreditCardId", required: true)!.Value.ToString();
            var known = ledger.Orders.Any(order =>
                order.IsOf(merchant) && Json.String(order.SavedCard?["Id"]) == card);
            if (!known) throw QliroRefusal.Bad("INVALID_REQUEST", $"Evaluation, there is no saved card {card}.");
            return;
        }

        if (method.Text("Subtype", required: true) != "INVOICE")
            throw method.Wrong("Subtype", "The value must be INVOICE.");
        var customer = request.Object("Customer", required: true)!;
        CustomerRules.Check(customer);
        customer.Text("PersonalNumber", required: true, max: 50);
    }
}
