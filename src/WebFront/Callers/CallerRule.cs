using QliroAdapter.QliroCallbacks;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary>What a route requires of its caller. Endpoint metadata, enforced by <see cref="CallerCheck"/>.</summary>
/// <param name="AddressIn">Where the call names merchant and channel.</param>
/// <param name="Proof">How the caller must authenticate.</param>
internal sealed record CallerRule(AddressIn AddressIn, Proof Proof)
{
    /// <summary>The storefront's server.</summary>
    public static readonly CallerRule Storefront = ByHeaders(CallerScope.Storefront);

    /// <summary>Charges of a saved card: the storefront's server, and back offices.</summary>
    public static readonly CallerRule Charges = ByHeaders(CallerScope.Storefront | CallerScope.BackOffice);

    /// <summary>Norce's hooks.</summary>
    public static readonly CallerRule Norce = ByHeaders(CallerScope.Norce);

    /// <summary>Payment actions: Norce, and back offices.</summary>
    public static readonly CallerRule Actions = ByHeaders(CallerScope.Norce | CallerScope.BackOffice);

    /// <summary>The shopper's browser through the storefront's proxy: query and a bearer token.</summary>
    public static readonly CallerRule Browser =
        new(AddressIn.Query, Proof.BearerToken) { Scopes = CallerScope.Storefront };

    /// <summary>Qliro during a purchase: query and the token in its callback URL.</summary>
    public static readonly CallerRule QliroCheckout =
        new(AddressIn.Query, Proof.CallbackToken) { Purpose = CallbackPurpose.Checkout };

    /// <summary>Qliro's reports.</summary>
    public static readonly CallerRule QliroReports =
        new(AddressIn.Query, Proof.CallbackToken) { Purpose = CallbackPurpose.Reports };

    /// <summary>A bearer token opens the route when it has one of these.</summary>
    public CallerScope Scopes { get; init; } = CallerScope.Any;

    /// <summary>What the callback token must be for.</summary>
    public CallbackPurpose Purpose { get; init; }

    /// <summary>
    /// The answer to a callback that is Qliro's and is not looked at: its token has expired, or too many come. Absent
    /// where a refusal does no harm.
    /// </summary>
    public Func<IResult>? Undecided { get; init; }

    private static CallerRule ByHeaders(CallerScope scopes)
        => new(AddressIn.Headers, Proof.BearerToken) { Scopes = scopes };
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
