using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Checkout;

/// <summary>
/// The request that creates Qliro's order: lines, our callback URLs, look and rules of the channel, and what is known
/// of the customer.
/// </summary>
public static class QliroOrderRequest
{
    public static CreateQliroOrder For(
        Turn turn, ChannelConfiguration configuration, NorceOrder order, OrderLines lines, MerchantReference reference)
    {
        string Callback(string name) => turn.Services.Urls.ForQliro(turn.Key, configuration, name);
        var asksUs = configuration.ShippingOptions.Count > 0;
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
            OrderItems = lines.Lines,
            AvailableShippingMethods = ShippingMethods.ToBegin(configuration, order),
            LoyaltyConfiguration = configuration.LoyaltyConfiguration,
        };
    }
}
