namespace QliroAdapter.Qliro;

/// <summary>The address and credentials of a shop's account at Qliro.</summary>
public sealed record QliroAccount
{
    /// <summary>Base URL, e.g. <c>https://pago.qit.nu</c>; http or https.</summary>
    public required string ApiUrl { get; init; }

    /// <summary>Part of every body, 1 to 50 letters.</summary>
    public required string MerchantApiKey { get; init; }

    /// <summary>Signs every request; never sent.</summary>
    public required Masked MerchantApiSecret { get; init; }
}
