using System.Text.Json;
using QliroAdapter.Qliro;

namespace QliroAdapter.Norce;

/// <summary>
/// The content of one channel's configuration document. Made by <see cref="ChannelConfigurationReader"/>; immutable.
/// </summary>
public sealed record ChannelConfiguration
{
    /// <summary>Names shop and purchase flow.</summary>
    public required ChannelKey Channel { get; init; }

    /// <summary><c>apiUrl</c>, <c>merchantApiKey</c>, <c>merchantApiSecret</c>: required.</summary>
    public required QliroAccount Account { get; init; }

    /// <summary><c>redirectUrls.confirmationUrl</c>, a template: required.</summary>
    public required string ConfirmationUrl { get; init; }

    /// <summary><c>redirectUrls.termsUrl</c>, a template: required.</summary>
    public required string TermsUrl { get; init; }

    /// <summary><c>redirectUrls.integrityPolicyUrl</c>, a template; absent when blank.</summary>
    public string? IntegrityPolicyUrl { get; init; }

    /// <summary>
    /// <c>adapter.publicUrl</c>: base of URLs given to Qliro; absent when not set. Adapter:PublicUrl overrides it.
    /// </summary>
    public string? PublicUrl { get; init; }

    /// <summary><c>adapter.internalUrl</c>: base of URLs given to Norce; absent when not set.</summary>
    public string? InternalUrl { get; init; }

    /// <summary>True when Qliro is asked for saved cards. <value>false</value></summary>
    public bool Recurring { get; init; }

    /// <summary>True when the shipping options come from a provider inside Qliro. <value>false</value></summary>
    public bool UseIntegratedShipping { get; init; }

    /// <summary>Who offers them, and how; absent when the document does not say.</summary>
    public IntegratedShipping? IntegratedShipping { get; init; }

    /// <summary>True when goods may be added after completion. <value>false</value></summary>
    public bool UseUpsell { get; init; }

    /// <summary>How long goods may be added, in seconds, 0 to 86400. <value>300</value></summary>
    public int UpsellTimeoutSeconds { get; init; } = 300;

    /// <summary>Passed to Qliro unchanged.</summary>
    public JsonElement? LoyaltyConfiguration { get; init; }

    /// <summary>
    /// The shipping methods that Qliro is answered with. They do not count where a provider offers them.
    /// <value>None: Qliro does not ask.</value>
    /// </summary>
    public IReadOnlyList<ShippingOption> ShippingOptions { get; init; } = [];

    /// <summary>True when Qliro asks us for the shipping methods. It must not where a provider offers them.</summary>
    public bool QliroAsksForShipping => IntegratedShipping is null && ShippingOptions.Count > 0;

    /// <summary>
    /// True when the delivery is chosen in Qliro's frame, from a provider's options there or from ours. Qliro then adds
    /// the line of its fee, and the choice becomes a shipping of ours at Norce.
    /// </summary>
    public bool QliroOwnsShipping => UseIntegratedShipping || ShippingOptions.Count > 0;

    /// <summary>Colours and corners of Qliro's page.</summary>
    public QliroLook Look { get; init; } = new();

    /// <summary>Years, above 0. Absent (or 0 in the document) also lets companies buy.</summary>
    public int? MinimumCustomerAge { get; init; }

    /// <summary>True when Swedish customers must identify themselves by BankID. <value>false</value></summary>
    public bool RequireIdentityVerification { get; init; }

    /// <summary>Name of a rule that is set up at Qliro.</summary>
    public string? MerchantConstraintName { get; init; }

    /// <summary>Which Norce value Qliro shows as reference. <value>OrderId</value></summary>
    public MerchantReferenceSource MerchantReferenceSource { get; init; }

    /// <summary>True when discounts are included in the rows' prices. <value>false</value></summary>
    public bool MapDiscountPerRow { get; init; }

    /// <summary>Which hook is registered. <value>UpdatePayment</value></summary>
    public HookMode HookMode { get; init; }

    /// <summary>Description of discount lines.</summary>
    public required LocalisedText DiscountText { get; init; }

    /// <summary>Description of voucher lines.</summary>
    public required LocalisedText VoucherText { get; init; }

    /// <summary>The text from which Qliro's merchant reference is made.</summary>
    public string ReferenceTextOf(NorceOrder order, OrderKey key)
        => MerchantReferenceSource == MerchantReferenceSource.OrderCartReference
            && !string.IsNullOrWhiteSpace(order.Cart?.Reference)
                ? order.Cart.Reference
                : key.OrderId;

    /// <summary>
    /// Our reference of the Qliro order for this Norce order. Two Norce orders may come from one cart, so a reference
    /// made from the cart's also holds a hash of the order's id.
    /// </summary>
    /// <param name="order">The Norce order.</param>
    /// <param name="key">The order's key.</param>
    /// <param name="attempt">Number of this payment among our payments on the order, from 1.</param>
    /// <param name="number">Number of the Qliro order within the payment, from 1.</param>
    public MerchantReference ReferenceFor(NorceOrder order, OrderKey key, int attempt, int number = 1)
    {
        var text = ReferenceTextOf(order, key);
        var counted = number == 1 ? text : $"{text}/{number}";
        return text == key.OrderId
            ? MerchantReference.For(counted, attempt)
            : MerchantReference.For(counted, attempt, key.OrderId);
    }

    /// <summary>The provider that offers this order's deliveries; none for goods that nobody delivers.</summary>
    public IntegratedShipping? ShippingProviderOf(NorceOrder order)
        => IntegratedShipping is { } integrated && GoodsToDeliver.IsAnyIn(order) ? integrated : null;

    /// <summary>The shipping methods that Qliro knows from us: our own, or the fallback of a provider.</summary>
    public IReadOnlyList<ShippingOption> MethodsFor(NorceOrder order)
        => IntegratedShipping is null ? ShippingOptions : ShippingProviderOf(order)?.Fallback ?? [];

    /// <summary>How the lines of this channel's orders are composed.</summary>
    public OrderLinesRules LinesRulesFor(NorceOrder order) => new()
    {
        MapDiscountPerRow = MapDiscountPerRow,
        QliroOwnsShipping = QliroOwnsShipping,
        Recurring = Recurring,
        Ingrid = ShippingProviderOf(order) is { Provider: ShippingProvider.Ingrid } ? IngridOrder.Of(order) : null,
        DiscountText = DiscountText.For(order.Culture),
        VoucherText = VoucherText.For(order.Culture),
    };
}

/// <summary>
/// Colours (<c>#RRGGBB</c>) and corners (pixels, 0 to 1000) of Qliro's page; each absent when not set.
/// </summary>
public sealed record QliroLook
{
    public string? PrimaryColor { get; init; }

    public string? BackgroundColor { get; init; }

    public string? CallToActionColor { get; init; }

    public string? CallToActionHoverColor { get; init; }

    public int? CornerRadius { get; init; }

    public int? ButtonCornerRadius { get; init; }
}
