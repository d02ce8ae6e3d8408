namespace QliroAdapter.WebFront;

/// <summary>
/// Names operations for generated clients: after the last part of the path, as <c>capture</c> or
/// <c>shippingMethods</c>; those that name no verb get one.
/// </summary>
internal static class OperationIds
{
    public static string Of(string path) => path.Split('/')[^1] switch
    {
        "payments" => "createPayment",
        "recurring" => "createRecurringPayment",
        "{payment_id}" => "getPayment",
        "remove" => "removePayment",
        "complete" => "completeUpsell",
        var last => Camel(last),
    };

    private static string Camel(string name) => string.Concat(
        name.Split('-').Select((word, at) => at == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
