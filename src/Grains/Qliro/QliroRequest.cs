namespace QliroAdapter.Qliro;

/// <summary>A body sent to Qliro.</summary>
public abstract record QliroRequest
{
    /// <summary>Filled in by the client from the account; leave it.</summary>
    public string? MerchantApiKey { get; init; }
}

internal static class QliroRequests
{
    /// <summary>The body with the account's key.</summary>
    public static T With<T>(this T request, QliroAccount account)
        where T : QliroRequest
        => (T)((QliroRequest)request with { MerchantApiKey = account.MerchantApiKey });
}

/// <summary>What Qliro answers to a new order.</summary>
public sealed record QliroOrderCreated
{
    /// <summary>Qliro's id of it.</summary>
    public required QliroOrderId OrderId { get; init; }

    /// <summary>Only for payment links.</summary>
    public string? PaymentLink { get; init; }
}
