using System.Text.Json;
using System.Text.Json.Nodes;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>Orders and transactions as the two APIs show them.</summary>
internal sealed class Render(QliroSimulatorOptions options)
{
    public JsonObject MerchantOrder(QliroOrder order, string snippet)
    {
        var reservation = order.Transactions.FindLast(one => one.IsReservation && !one.Superseded)?.Id ?? 0;
        return Finish(new JsonObject
        {
            ["OrderId"] = order.Id,
            ["MerchantReference"] = order.Reference,
            ["TotalPrice"] = order.Total,
            ["Currency"] = order.Currency,
            ["Country"] = order.Country,
            ["Language"] = order.Text("Language"),
            ["CustomerCheckoutStatus"] = Enumeration(order.Status),
            ["Customer"] = order.Customer?.DeepClone(),
            ["BillingAddress"] = order.Billing?.DeepClone(),
            ["ShippingAddress"] = order.Shipping?.DeepClone(),
            ["OrderItems"] = new JsonArray([.. order.AllLines.Select(line => Typed(line.ToJson(reservation)))]),
            ["PaymentMethod"] = Method(order),
            ["SelectedShippingMethod"] = options.ReadsNameDelivery ? order.SelectedShippingMethod : null,
            ["SelectedShippingSecondaryOption"] = options.ReadsNameDelivery ? order.SelectedSecondaryOption : null,
            ["SignupForNewsletter"] = order.WantsNewsletter,
            ["IdentityVerification"] = Identity(order),
            ["MerchantProvidedMetadata"] = order.Request["MerchantProvidedMetadata"]?.DeepClone() ?? new JsonArray(),
            ["Upsell"] = Upsell(order),
            ["MerchantSavedCreditCard"] = order.SavedCard?.DeepClone(),
            ["OrderHtmlSnippet"] = snippet,
            ["PaymentLink"] = null,
        });
    }

    public JsonObject AdminOrder(QliroOrder order) => Finish(new JsonObject
    {
        ["OrderId"] = order.Id,
        ["MerchantReference"] = order.Reference,
        ["Currency"] = order.Currency,
        ["Country"] = order.Country,
        ["Customer"] = order.Customer?.DeepClone(),
        ["BillingAddress"] = order.Billing?.DeepClone(),
        ["ShippingAddress"] = order.Shipping?.DeepClone(),
        ["IdentityVerification"] = Identity(order),
        ["Upsell"] = Upsell(order),
        ["MerchantProvidedMetadata"] = order.Request["MerchantProvidedMetadata"]?.DeepClone() ?? new JsonArray(),
        ["OrderItemActions"] = new JsonArray([.. order.Actions.Select(Action)]),
        ["PaymentTransactions"] = new JsonArray([.. order.Transactions.Select(one => Transaction(order, one))]),
    });

    public JsonObject Transaction(QliroOrder order, QliroTransaction one) => new()
    {
        ["PaymentTransactionId"] = one.Id,
        ["OrderId"] = order.Id,
        ["OriginalPaymentTransactionId"] = one.OriginalId,
        ["Type"] = Enumeration(one.Type),
        ["Amount"] = one.Amount,
        ["Currency"] = order.Currency,
        ["ProviderTransactionId"] = $"x{one.Id}",
        ["ProviderResultCode"] = one.Succeeded ? "000.100.110" : null,
        ["ProviderResultDescription"] = one.Succeeded ? "ok" : one.ErrorDescription,
        ["Status"] = Enumeration(one.Status),
        ["Timestamp"] = QliroLedger.Stamp(one.At),
        ["PaymentMethodName"] = order.Method,
        ["PaymentMethodSubtypeCode"] = order.MethodTypeCode,
        ["ErrorCode"] = one.ErrorCode,
        ["ErrorCodeDescription"] = one.ErrorDescription,
    };

    /// <summary>The body of the validation call: no total, no country, no status.</summary>
    public static JsonObject Validation(QliroOrder order) => new()
    {
        ["OrderId"] = order.Id,
        ["MerchantReference"] = order.Reference,
        ["Currency"] = order.Currency,
        ["Customer"] = order.Customer?.DeepClone(),
        ["OrderItems"] = new JsonArray([.. order.AllLines.Select(ValidationLine)]),
        ["ShippingAddress"] = order.Shipping?.DeepClone(),
        ["BillingAddress"] = order.Billing?.DeepClone(),
        ["PaymentMethod"] = Method(order),
        ["SelectedShippingMethod"] = order.SelectedShippingMethod,
        ["SelectedShippingSecondaryOption"] = order.SelectedSecondaryOption,
        ["IdentityVerification"] = Identity(order),
    };

    public string Enumeration(string value)
        => options.CamelCaseEnumerations ? JsonNamingPolicy.CamelCase.ConvertName(value) : value;

    private static JsonNode ValidationLine(QliroLine line)
    {
        var json = line.ToJson(0);
        json.Remove("PaymentTransactionId");
        json.Remove("VatRate");
        return json;
    }

    private JsonNode Action(ItemAction action)
    {
        var json = Typed(action.Line.ToJson(action.TransactionId));
        json["Id"] = action.Id;
        json["ActionType"] = Enumeration(action.ActionType);
        json["MetaData"] = json["Metadata"]?.DeepClone();
        json.Remove("Metadata");
        return json;
    }

    private JsonObject Typed(JsonObject line)
    {
        line["Type"] = Enumeration((string)line["Type"]!);
        return line;
    }

    private JsonObject Finish(JsonObject body)
    {
        if (!options.AddsUnknownMembers) return body;
        body["SomethingNew"] = new JsonObject { ["Since"] = "tomorrow", ["Values"] = new JsonArray(1, "two", null) };
        foreach (var item in (body["OrderItems"] as JsonArray ?? []).OfType<JsonObject>()) item["Loyalty"] = "gold";
        return body;
    }

    private static JsonObject? Method(QliroOrder order) => order.Method is null ? null
        : new JsonObject { ["PaymentMethodName"] = order.Method, ["PaymentTypeCode"] = order.MethodTypeCode };

    private static JsonObject Identity(QliroOrder order)
    {
        var required = Wire.Json.Flag(order.Request["RequireIdentityVerification"]) && order.Country == "SE";
        return required
            ? new JsonObject { ["RequireIdentityVerification"] = true, ["IdentityVerified"] = order.IdentityVerified }
                : [];
    }

    private static JsonObject Upsell(QliroOrder order) => new()
    {
        ["IsUpsellOrder"] = order.UpsellTotal > 0m,
        ["EligibleForUpsell"] = order.UpsellUntil is not null,
        ["UpsellTotalPrice"] = order.UpsellTotal,
        ["EligibleForUpsellUntil"] = order.UpsellUntil is { } until ? QliroLedger.Stamp(until) : null,
    };
}
