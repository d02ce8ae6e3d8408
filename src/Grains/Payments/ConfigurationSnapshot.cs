using QliroAdapter.Norce;

namespace QliroAdapter.Payments;

/// <summary>
/// A snapshot of the channel's configuration at the payment's beginning. It holds what Norce and Qliro would disagree
/// about if it changed during a purchase: how rows become lines, what Qliro's order was created with, what follows its
/// completion. It applies until the payment's end, also to a successor of its Qliro order. Everything else (account,
/// URLs, the shipping options' prices, a provider's tags) is read anew. Whether Qliro adds the shipping is in
/// <see cref="PaymentDocument.QliroOwnsShipping"/>.
/// </summary>
public sealed record ConfigurationSnapshot
{
    public bool MapDiscountPerRow { get; init; }

    public bool Recurring { get; init; }

    public bool UseUpsell { get; init; }

    public int UpsellTimeoutSeconds { get; init; }

    public bool RequireIdentityVerification { get; init; }

    public MerchantReferenceSource MerchantReferenceSource { get; init; }

    /// <summary>Who offers the deliveries inside Qliro; absent when the document did not say.</summary>
    public ShippingProvider? ShippingProvider { get; init; }

    /// <summary>
    /// False when the order may also be sold without a delivery of the provider's. Absent when there was none, or an
    /// older version began the payment: then the present document counts.
    /// </summary>
    public bool? DeliveryRequired { get; init; }

    /// <summary>Description of discount lines, in the order's language.</summary>
    public required string DiscountText { get; init; }

    /// <summary>Description of voucher lines, in the order's language.</summary>
    public required string VoucherText { get; init; }

    /// <summary>The snapshot of the present configuration, for this order's language.</summary>
    public static ConfigurationSnapshot Of(ChannelConfiguration configuration, NorceOrder order) => new()
    {
        MapDiscountPerRow = configuration.MapDiscountPerRow,
        Recurring = configuration.Recurring,
        UseUpsell = configuration.UseUpsell,
        UpsellTimeoutSeconds = configuration.UpsellTimeoutSeconds,
        RequireIdentityVerification = configuration.RequireIdentityVerification,
        MerchantReferenceSource = configuration.MerchantReferenceSource,
        ShippingProvider = configuration.IntegratedShipping?.Provider,
        DeliveryRequired = configuration.IntegratedShipping?.Required,
        DiscountText = configuration.DiscountText.For(order.Culture),
        VoucherText = configuration.VoucherText.For(order.Culture),
    };

    /// <summary>
    /// The present configuration with the payment's snapshot applied; unchanged for a payment without one (rebuilt, or
    /// older).
    /// </summary>
    public static ChannelConfiguration Over(ChannelConfiguration present, PaymentDocument? payment)
        => payment?.Configuration is not { } snapshot ? present : present with
        {
            MapDiscountPerRow = snapshot.MapDiscountPerRow,
            Recurring = snapshot.Recurring,
            UseUpsell = snapshot.UseUpsell,
            UpsellTimeoutSeconds = snapshot.UpsellTimeoutSeconds,
            RequireIdentityVerification = snapshot.RequireIdentityVerification,
            MerchantReferenceSource = snapshot.MerchantReferenceSource,
            DiscountText = LocalisedText.Always(snapshot.DiscountText),
            VoucherText = LocalisedText.Always(snapshot.VoucherText),
            UseIntegratedShipping = payment.QliroOwnsShipping,
            IntegratedShipping = Over(present.IntegratedShipping, snapshot),
            ShippingOptions = payment.QliroOwnsShipping ? present.ShippingOptions : [],
        };

    /// <summary>
    /// The present one of the payment's provider; of a provider that the channel has left, only its name. Whether a
    /// delivery is required was settled when Qliro's order was created.
    /// </summary>
    private static IntegratedShipping? Over(IntegratedShipping? present, ConfigurationSnapshot snapshot)
    {
        if (snapshot.ShippingProvider is not { } provider) return null;
        var known = present?.Provider == provider ? present : new() { Provider = provider };
        return known with { Required = snapshot.DeliveryRequired ?? known.Required };
    }
}
