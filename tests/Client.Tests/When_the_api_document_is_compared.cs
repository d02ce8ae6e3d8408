using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace QliroAdapter.Client.Tests;

/// <summary>The client and the document that the adapter serves must match: each operation is one method.</summary>
public sealed class When_the_api_document_is_compared(RealAdapter adapter) : IClassFixture<RealAdapter>
{
    private const string Payment = "/api/order/v1/orders/{order_id}/payments/{payment_id}";

    [Fact]
    public async Task Should_have_one_method_for_each_operation_and_no_other()
    {
        var operations = Operations(await Document());
        var calls = new List<Wire.Call>();
        foreach (var method in typeof(IAdapterClient).GetMethods()) calls.Add(await CallOf(method));

        operations.Keys.ShouldContain($"GET {Payment}/ledger");
        calls.Select(NameOf).Order(StringComparer.Ordinal).ShouldBe(operations.Keys.Order(StringComparer.Ordinal));
        foreach (var call in calls) ShouldFit(call, operations[NameOf(call)]);
    }

    /// <summary>The client's record, the schema's name, and the members in which the record differs.</summary>
    public static TheoryData<Type, string, string> Schemas => new()
    {
        { typeof(CheckoutOrder), "QliroCheckoutOrder", "" },
        { typeof(RecurringOrder), "QliroCheckoutRecurringOrder", "" },
        { typeof(RecurringToken), "RecurringTokenModel", "" },
        { typeof(CaptureRequest), "PartialOperation", "" },
        { typeof(CancelRequest), "PartialOperation", "" },
        { typeof(RefundRequest), "PartialRefund", "" },
        { typeof(OperationItem), "PartialOperationItem", "" },
        { typeof(ReturnFee), "PartialOperationFee", "" },
        { typeof(Price), "Price", "" },
        { typeof(Ledger), "Ledger", "" },
        { typeof(LedgerTotals), "LedgerTotals", "" },
        { typeof(LedgerLine), "LedgerLine", "" },
        { typeof(LedgerCapture), "LedgerCapture", "" },
        { typeof(LedgerOperation), "LedgerOperation", "" },
        { typeof(PatchOperation), "PatchOperation", "" },
        { typeof(AdapterError), "Error", "" },
        { typeof(QliroError), "QliroError", "" },
        { typeof(AdapterProblem), "ProblemDetails", "errors instance" },
        { typeof(PushAnswer), "QliroCheckoutPushResponse", "" },
        { typeof(QliroPush), "QliroCheckoutPushRequest", "" },
        { typeof(QliroStatusPush), "QliroCheckoutStatusRequest", "" },
        { typeof(QliroNotification), "QliroCheckoutNotificationRequest", "" },
        { typeof(SavedCard), "MerchantSavedCreditCard", "" },
        { typeof(QliroDecline), "QliroCheckoutValidationErrorResponse", "" },
        { typeof(ShippingMethods), "QliroCheckoutShippingMethods", "" },
        { typeof(ShippingMethod), "QliroCheckoutShippingMethod", "" },
        { typeof(ShippingSecondaryOption), "QliroCheckoutShippingSecondaryOption", "" },
        { typeof(ShippingService), "QliroCheckoutShippingService", "" },
        { typeof(ShippingAddresses), "QliroCheckoutShippingAddresses", "" },
        { typeof(ShippingAddress), "QliroCheckoutShippingAddress", "" },
    };

    [Theory]
    [MemberData(nameof(Schemas))]
    public async Task Should_have_the_members_of_each_schema(Type record, string schema, string apart)
    {
        var json = new JsonSerializerOptions(AdapterJson.Options)
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        var properties = (await Document())["components"]!["schemas"]![schema]!["properties"]!.AsObject();

        Known(json.GetTypeInfo(record).Properties.Select(property => property.Name))
            .ShouldBe(Known(properties.Select(property => property.Key)));

        List<string> Known(IEnumerable<string> names) =>
            [.. names.Select(name => name.ToLowerInvariant()).Except(apart.Split(' ')).Order(StringComparer.Ordinal)];
    }

    private async Task<JsonNode> Document()
    {
        using var http = new HttpClient();
        return JsonNode.Parse(await http.GetStringAsync(new Uri(adapter.Url + "/docs/v1/openapi.json")))!;
    }

    private static Dictionary<string, JsonNode> Operations(JsonNode document) => document["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(operation =>
            ($"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value!))).ToDictionary();

    private static async Task<Wire.Call> CallOf(System.Reflection.MethodInfo method)
    {
        var wire = new Wire(Wire.Answer(404));
        var arguments = method.GetParameters().Select(Argument).ToArray();
        await Should.ThrowAsync<AdapterException>((Task)method.Invoke(wire.Client(), arguments)!);
        return wire.Calls.ShouldHaveSingleItem(method.Name);
    }

    private static object? Argument(System.Reflection.ParameterInfo parameter) => parameter switch
    {
        { Name: "orderId" } => "{order_id}",
        { Name: "paymentId" } => "{payment_id}",
        { ParameterType: var type } when type == typeof(string) => "given-" + parameter.Name,
        { ParameterType: var type } when type == typeof(CancellationToken) => CancellationToken.None,
        { ParameterType: var type } when type == typeof(JsonNode) => new JsonObject(),
        { ParameterType: var type } when type == typeof(RecurringToken) => new RecurringToken { Value = "t" },
        { ParameterType: var type } => Activator.CreateInstance(type),
    };

    private static string NameOf(Wire.Call call) => $"{call.Method} {Uri.UnescapeDataString(call.Url.AbsolutePath)}";

    private static void ShouldFit(Wire.Call call, JsonNode operation)
    {
        var name = NameOf(call);
        var isQliros = operation["security"]![0]!.AsObject().Single().Key == "CallbackToken";
        var query = Parameters(operation, "query").Concat(isQliros ? ["token"] : []);
        call.Url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .ShouldBe(query.Select(parameter => $"{parameter}=given-{parameter}"), ignoreOrder: true, name);
        foreach (var header in Parameters(operation, "header")) call.Headers.ShouldContainKey(header, name);
        call.Headers.ContainsKey("Authorization").ShouldBe(!isQliros, name);
        if (operation["requestBody"] is not null) call.Body.ShouldNotBeNullOrEmpty(name);
        else call.Body.ShouldBeNullOrEmpty(name);
    }

    private static IEnumerable<string> Parameters(JsonNode operation, string where)
        => operation["parameters"]!.AsArray().Where(parameter => (string)parameter!["in"]! == where)
            .Select(parameter => (string)parameter!["name"]!);
}
