using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Checkout;

/// <summary>
/// The requests that create and update Qliro's order: lines, our callback URLs, look and rules of the channel, who
/// offers the deliveries, and what is known of the customer.
/// </summary>
public static partial class QliroOrderRequest
{
    public static CreateQliroOrder For(
        Turn turn, ChannelConfiguration configuration, NorceOrder order, OrderLines lines, MerchantReference reference)
    {
        string Callback(string name) => turn.Services.Urls.ForQliro(turn.Key, configuration, name);
        var asksUs = configuration.QliroAsksForShipping;
        return new()
        {
            MerchantReference = reference,
            Currency = lines.Total.Currency,
            Country = order.Country!.ToUpperInvariant(),
            Language = QliroLanguage.For(order.Culture, order.Country),
            MerchantTermsUrl = UrlPlaceholders.Fill(configuration.TermsUrl, turn.Key.Order),
            MerchantConfirmationUrl = UrlPlaceholders.Fill(configuration.ConfirmationUrl, turn.Key.Order),
            MerchantIntegrityPolicyUrl = configuration.IntegrityPolicyUrl is { } policy
                ? UrlPlaceholders.Fill(policy, turn.Key.Order)
                : null,
            MerchantCheckoutStatusPushUrl = Callback("push"),
            MerchantOrderManagementStatusPushUrl = Callback("status"),
            MerchantOrderValidationUrl = Callback("validate"),
            MerchantOrderAvailableShippingMethodsUrl = asksUs ? Callback("shipping-methods") : null,
            MerchantOrderAvailableShippingAddressesUrl = asksUs ? Callback("shipping-addresses") : null,
            MerchantNotificationUrl = Callback("notification"),
            MerchantSavedCreditCardPushUrl = configuration.Recurring ? Callback("save-recurring-details") : null,
            PrimaryColor = configuration.Look.PrimaryColor,
            CallToActionColor = configuration.Look.CallToActionColor,
            CallToActionHoverColor = configuration.Look.CallToActionHoverColor,
            BackgroundColor = configuration.Look.BackgroundColor,
            CornerRadius = configuration.Look.CornerRadius,
            ButtonCornerRadius = configuration.Look.ButtonCornerRadius,
            // Qliro excludes companies when an age is given, so an unset one is not sent.
            MinimumCustomerAge = configuration.MinimumCustomerAge,
            RequireIdentityVerification = configuration.RequireIdentityVerification ? true : null,
            MerchantConstraintName = configuration.MerchantConstraintName,
            CustomerInformation = AddressTranslation.Prefill(order.Customer),
            MerchantProvidedMetadata = MetadataFor(turn, configuration, order, lines),
            OrderItems = ProviderShipping.LinesFor(configuration, order, lines),
            AvailableShippingMethods = ShippingMethods.ToBegin(configuration, order),
            ShippingConfiguration = ProviderShipping.ConfigurationFor(configuration, order),
            LoyaltyConfiguration = configuration.LoyaltyConfiguration,
        };
    }

    /// <summary>
    /// Brings an open order to these lines. Qliro forgets what a provider was told of lines that are replaced, so that
    /// is told again.
    /// </summary>
    public static UpdateQliroOrder ForUpdate(
        Turn turn, ChannelConfiguration configuration, NorceOrder order, OrderLines lines)
        => new()
        {
            OrderItems = ProviderShipping.LinesFor(configuration, order, lines),
            ShippingConfiguration = ProviderShipping.ConfigurationFor(configuration, order),
            MerchantProvidedMetadata = MetadataFor(turn, configuration, order, lines),
        };

    /// <summary>What Qliro takes of it; operators are told of the rest.</summary>
    private static IReadOnlyList<QliroMetadataEntry>? MetadataFor(
        Turn turn, ChannelConfiguration configuration, NorceOrder order, OrderLines lines)
    {
        var all = ProviderShipping.MetadataFor(configuration, order, lines);
        if (all is not { Count: > FieldLimits.MetadataMax }) return all;
        turn.Note(TimelineKind.Problem,
            $"Ingrid is told {FieldLimits.MetadataMax} of {all.Count} codes and tags; Qliro takes no more.");
        LogMetadataCut(turn.Services.Logger, FieldLimits.MetadataMax, all.Count);
        return [.. all.Take(FieldLimits.MetadataMax)];
    }
}
