namespace QliroAdapter.WebFront;

/// <summary>What a route requires of its caller. Endpoint metadata, enforced by <see cref="CallerCheck"/>.</summary>
/// <param name="AddressIn">Where the call names merchant and channel.</param>
/// <param name="Proof">How the caller must authenticate.</param>
internal sealed record CallerRule(AddressIn AddressIn, Proof Proof)
{
    /// <summary>The storefront's server and Norce: headers and a bearer token.</summary>
    public static readonly CallerRule Server = new(AddressIn.Headers, Proof.BearerToken);

    /// <summary>The shopper's browser through the storefront's proxy: query and a bearer token.</summary>
    public static readonly CallerRule Browser = new(AddressIn.Query, Proof.BearerToken);

    /// <summary>Qliro: query and the token in its callback URL.</summary>
    public static readonly CallerRule Qliro = new(AddressIn.Query, Proof.CallbackToken);
}

/// <summary>Where a call names merchant and channel.</summary>
internal enum AddressIn
{
    /// <summary><c>x-merchant</c> and <c>x-channel</c>.</summary>
    Headers,

    /// <summary><c>merchant</c> and <c>channel</c>.</summary>
    Query,
}

/// <summary>How a caller authenticates.</summary>
internal enum Proof
{
    /// <summary><c>Authorization: Bearer …</c>, one of the configured access tokens.</summary>
    BearerToken,

    /// <summary><c>token=…</c> in the URL, bound to the payment.</summary>
    CallbackToken,
}
