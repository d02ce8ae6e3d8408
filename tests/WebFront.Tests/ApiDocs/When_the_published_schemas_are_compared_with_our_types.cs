using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.OrderManagement;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.WebFront.Tests.ApiDocs;

/// <summary>
/// The schemas are written by hand: everything that they promise must be read, and an example must be the same after it
/// was read and written.
/// </summary>
public sealed class When_the_published_schemas_are_compared_with_our_types
{
    public static TheoryData<string, Type, bool> Read => new()
    {
        { nameof(NorceOrder), typeof(NorceOrder), true },
        { nameof(PatchOperation), typeof(PatchOperation), true },
        { "GetOrderResponse", typeof(QliroOrder), false },
        { "QliroCheckoutShippingMethodChanged", typeof(QliroShippingMethodChanged), false },
        { "QliroCheckoutPushRequest", typeof(QliroPush), false },
        { "QliroCheckoutStatusRequest", typeof(QliroStatusPush), false },
        { "QliroCheckoutShippingQuestion", typeof(QliroShippingQuestion), false },
        { nameof(QliroCheckoutShippingMethods), typeof(QliroCheckoutShippingMethods), false },
        { nameof(QliroCheckoutShippingAddresses), typeof(QliroCheckoutShippingAddresses), false },
        { nameof(QliroCheckoutShippingDecline), typeof(QliroCheckoutShippingDecline), false },
        { "QliroCheckoutNotificationRequest", typeof(QliroNotification), false },
        { "MerchantSavedCreditCard", typeof(QliroSavedCard), false },
        { nameof(RecurringTokenModel), typeof(RecurringTokenModel), true },
        { nameof(PartialOperation), typeof(PartialOperation), true },
        { nameof(PartialRefund), typeof(PartialRefund), true },
        { "Ledger", typeof(PaymentLedger), true },
    };

    [Theory]
    [MemberData(nameof(Read))]
    public void Should_have_a_member_for_every_property(string schema, Type type, bool isCamelCase)
    {
        var options = isCamelCase ? NorceJson.Options : QliroJson.Options;
        ShouldHaveMembers(PublishedSchemas.Example(schema), options.GetTypeInfo(type), options, schema);
    }

    [Theory]
    [MemberData(nameof(Read))]
    public void Should_read_the_example(string schema, Type type, bool isCamelCase)
    {
        var options = isCamelCase ? NorceJson.Options : QliroJson.Options;
        PublishedSchemas.Example(schema).Deserialize(type, options).ShouldNotBeNull();
    }

    [Fact]
    public void Should_give_every_schema_an_example()
        => PublishedSchemas.Names.ShouldAllBe(name => PublishedSchemas.Example(name) != null);

    private static void ShouldHaveMembers(
        JsonNode? example, JsonTypeInfo type, JsonSerializerOptions options, string path)
    {
        if (example is JsonArray { Count: > 0 } array && type.ElementType is not null)
            ShouldHaveMembers(array[0], options.GetTypeInfo(type.ElementType), options, path + "[]");
        if (example is not JsonObject members || type.Kind != JsonTypeInfoKind.Object) return;
        foreach (var (name, value) in members)
        {
            var member = type.Properties.SingleOrDefault(property =>
                string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase));
            member.ShouldNotBeNull($"{path}.{name}");
            ShouldHaveMembers(value, options.GetTypeInfo(member.PropertyType), options, $"{path}.{name}");
        }
    }
}
