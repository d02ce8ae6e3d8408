using QliroAdapter.Norce;

namespace QliroAdapter.Payments;

/// <summary>
/// A snapshot of what the channel's configuration said when the payment began, as far as Norce and Qliro would disagree
/// if it changed in the middle of a purchase: how rows become lines, what Qliro's order was made with, what follows its
/// completion. It counts for the payment to its end, for a successor of its Qliro order too; everything else (account,
/// URLs, the shipping options' prices) is read anew. Whether Qliro adds the shipping is <see
/// cref="PaymentDocument.QliroOwnsShipping"/>.
/// </summary>
public sealed record ConfigurationSnapshot
{
    public bool MapDiscountPerRow { get; init; }

    public bool Recurring { get; init; }

    public bool UseUpsell { get; init; }

    public int UpsellTimeoutSeconds { get; init; }

    public bool RequireIdentityVerification { get; init; }

    public MerchantReferenceSource MerchantReferenceSource { get; init; }

    /// <summary>What discount lines are called, in the order's language.</summary>
    public required string DiscountText { get; init; }

    /// <summary>What voucher lines are called, in the order's language.</summary>
    public required string VoucherText { get; init; }

    /// <summary>As of now, for this order's language.</summary>
    public static ConfigurationSnapshot Of(ChannelConfiguration configuration, NorceOrder order) => new()
    {
        MapDiscountPerRow = configuration.MapDiscountPerRow,
        Recurring = configuration.Recurring,
        UseUpsell = configuration.UseUpsell,
        UpsellTimeoutSeconds = configuration.UpsellTimeoutSeconds,
        RequireIdentityVerification = configuration.RequireIdentityVerification,
        MerchantReferenceSource = configuration.MerchantReferenceSource,
        DiscountText = configuration.DiscountText.For(order.Culture),
        VoucherText = configuration.VoucherText.For(order.Culture),
    };

    /// <summary>
    /// The present configuration as this payment has it; one without terms (rebuilt, or older) has it as it is.
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
            ShippingOptions = payment.QliroOwnsShipping ? present.ShippingOptions : [],
        };
}
