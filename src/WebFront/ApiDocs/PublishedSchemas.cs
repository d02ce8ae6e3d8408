using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.OrderManagement;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace QliroAdapter.WebFront;

/// <summary>
/// The schemas of the API document. They are the published ones, written down in <c>schemas.*.json</c>, because the
/// names and types there are a promise, while our own types read more than was promised. A test compares the two.
/// </summary>
internal sealed class PublishedSchemas(ISchemaGenerator generated) : ISchemaGenerator
{
    private static readonly Dictionary<Type, string> names = new()
    {
        [typeof(NorceOrder)] = nameof(NorceOrder),
        [typeof(PatchOperation)] = nameof(PatchOperation),
        [typeof(QliroOrder)] = "GetOrderResponse",
        [typeof(QliroShippingMethodChanged)] = "QliroCheckoutShippingMethodChanged",
        [typeof(QliroPush)] = "QliroCheckoutPushRequest",
        [typeof(QliroStatusPush)] = "QliroCheckoutStatusRequest",
        [typeof(QliroShippingQuestion)] = "QliroCheckoutShippingQuestion",
        [typeof(QliroCheckoutShippingMethods)] = nameof(QliroCheckoutShippingMethods),
        [typeof(QliroCheckoutShippingAddresses)] = nameof(QliroCheckoutShippingAddresses),
        [typeof(QliroCheckoutShippingDecline)] = nameof(QliroCheckoutShippingDecline),
        [typeof(QliroNotification)] = "QliroCheckoutNotificationRequest",
        [typeof(QliroSavedCard)] = "MerchantSavedCreditCard",
        [typeof(RecurringTokenModel)] = nameof(RecurringTokenModel),
        [typeof(QliroCheckoutRecurringOrder)] = nameof(QliroCheckoutRecurringOrder),
        [typeof(QliroCheckoutOrder)] = nameof(QliroCheckoutOrder),
        [typeof(QliroCheckoutPushResponse)] = nameof(QliroCheckoutPushResponse),
        [typeof(QliroCheckoutValidationErrorResponse)] = nameof(QliroCheckoutValidationErrorResponse),
        [typeof(Error)] = nameof(Error),
        [typeof(ProblemDetails)] = nameof(ProblemDetails),
        [typeof(PartialOperation)] = nameof(PartialOperation),
        [typeof(PartialRefund)] = nameof(PartialRefund),
        [typeof(PaymentLedger)] = "Ledger",
    };

    private static readonly Lazy<IReadOnlyDictionary<string, Published>> published = new(Load);

    /// <summary>Every published name.</summary>
    public static IEnumerable<string> Names => published.Value.Keys;

    /// <summary>A complete example of the schema with this name.</summary>
    public static JsonNode Example(string name) => published.Value[name].Example.DeepClone();

    public IOpenApiSchema GenerateSchema(
        Type modelType, SchemaRepository schemaRepository, MemberInfo? memberInfo = null,
        ParameterInfo? parameterInfo = null, ApiParameterRouteInfo? routeInfo = null)
    {
        if (names.TryGetValue(modelType, out var name)) return Reference(name, schemaRepository);
        return modelType == typeof(IReadOnlyList<PatchOperation>)
            ? new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Items = Reference(nameof(PatchOperation), schemaRepository),
            }
            : generated.GenerateSchema(modelType, schemaRepository, memberInfo, parameterInfo, routeInfo);
    }

    private static OpenApiSchemaReference Reference(string name, SchemaRepository repository)
    {
        var schema = published.Value[name].Schema;
        if (repository.Schemas.TryAdd(name, schema))
        {
            foreach (var part in ReferencesIn(schema))
                Reference(part, repository);
        }
        return new(name);
    }

    private static IEnumerable<string> ReferencesIn(IOpenApiSchema schema)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } id }) return [id];
        return (schema.Properties?.Values ?? [])
            .Concat(schema.AllOf ?? [])
            .Concat(schema.Items is { } items ? [items] : [])
            .SelectMany(ReferencesIn);
    }

    private static Dictionary<string, Published> Load()
    {
        var schemas = new Dictionary<string, Published>(StringComparer.Ordinal);
        foreach (var file in (string[])["schemas.norce.json", "schemas.qliro.json", "schemas.shipping.json",
            "schemas.adapter.json"])
        {
            using var reader = new StreamReader(typeof(PublishedSchemas).Assembly.GetManifestResourceStream(file)!);
            var text = reader.ReadToEnd();
            var examples = JsonNode.Parse(text)!["components"]!["schemas"]!;
            var document = OpenApiDocument.Parse(text, OpenApiConstants.Json).Document!;
            foreach (var (name, schema) in document.Components!.Schemas!)
                schemas.Add(name, new(schema, examples[name]!["example"]!));
        }
        return schemas;
    }

    private sealed record Published(IOpenApiSchema Schema, JsonNode Example);
}
