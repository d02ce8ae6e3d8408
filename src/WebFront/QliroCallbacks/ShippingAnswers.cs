using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>What can be delivered, in Qliro's spelling.</summary>
public sealed record QliroCheckoutShippingMethods
{
    /// <summary>In the order in which they are to be shown.</summary>
    public IReadOnlyList<QliroShippingMethod> AvailableShippingMethods { get; init; } = [];
}

/// <summary>Where it can be delivered to, in Qliro's spelling.</summary>
public sealed record QliroCheckoutShippingAddresses
{
    /// <summary>Empty when the Norce order has none.</summary>
    public IReadOnlyList<QliroShippingAddress> AvailableShippingAddresses { get; init; } = [];
}

/// <summary>Nothing is delivered there.</summary>
public sealed record QliroCheckoutShippingDecline
{
    /// <summary>The only reason Qliro knows here.</summary>
    public string DeclineReason { get; init; } = "PostalCodeIsNotSupported";
}

internal static class NothingDeliveredResult
{
    public static readonly IResult Json = TypedResults.Json(
        new QliroCheckoutShippingDecline(), QliroJson.Options, statusCode: StatusCodes.Status400BadRequest);
}
