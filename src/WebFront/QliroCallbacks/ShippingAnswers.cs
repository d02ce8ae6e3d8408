using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>The shipping methods, in Qliro's spelling.</summary>
public sealed record QliroCheckoutShippingMethods
{
    /// <summary>In the order in which they are shown.</summary>
    public IReadOnlyList<QliroShippingMethod> AvailableShippingMethods { get; init; } = [];
}

/// <summary>The addresses that can be delivered to, in Qliro's spelling.</summary>
public sealed record QliroCheckoutShippingAddresses
{
    /// <summary>Empty when the Norce order has none.</summary>
    public IReadOnlyList<QliroShippingAddress> AvailableShippingAddresses { get; init; } = [];
}

/// <summary>The answer that nothing can be delivered to the address.</summary>
public sealed record QliroCheckoutShippingDecline
{
    /// <summary>The only reason that Qliro knows here.</summary>
    public string DeclineReason { get; init; } = "PostalCodeIsNotSupported";
}

internal static class NothingDeliveredResult
{
    public static readonly IResult Json = TypedResults.Json(
        new QliroCheckoutShippingDecline(), QliroJson.Options, statusCode: StatusCodes.Status400BadRequest);
}
