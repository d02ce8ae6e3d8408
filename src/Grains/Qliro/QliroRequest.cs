namespace QliroAdapter.Qliro;

/// <summary>Base of the bodies sent to Qliro.</summary>
public abstract record QliroRequest
{
    /// <summary>The client fills it in from the account; callers leave it out.</summary>
    public string? MerchantApiKey { get; init; }
}

internal static class QliroRequests
{
    /// <summary>The body with the account's key.</summary>
    public static T With<T>(this T request, QliroAccount account)
        where T : QliroRequest
        => (T)((QliroRequest)request with { MerchantApiKey = account.MerchantApiKey });
}

/// <summary>Qliro's answer to a new order.</summary>
public sealed record QliroOrderCreated
{
    /// <summary>Qliro's id of the new order.</summary>
    public required QliroOrderId OrderId { get; init; }

    /// <summary>Present only for payment links.</summary>
    public string? PaymentLink { get; init; }
}
