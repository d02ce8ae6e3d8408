namespace QliroAdapter.Sandbox.Qliro;

/// <summary>The field limits of create and update requests; lines have their own rules.</summary>
internal static class OrderRules
{
    private static readonly string[] fixedMembers =
    [
        "MerchantReference", "Currency", "Country", "Language", "MerchantTermsUrl", "MerchantConfirmationUrl",
        "MerchantCheckoutStatusPushUrl", "MerchantOrderManagementStatusPushUrl", "MerchantOrderValidationUrl",
        "MerchantOrderAvailableShippingMethodsUrl", "MerchantOrderAvailableShippingAddressesUrl",
            "MerchantNotificationUrl",
        "MerchantSavedCreditCardPushUrl", "MerchantIntegrityPolicyUrl", "PrimaryColor", "CallToActionColor",
        "CallToActionHoverColor", "BackgroundColor", "CornerRadius", "ButtonCornerRadius", "EnforcedJuridicalType",
            "MinimumCustomerAge",
    ];

    public static void CheckCreate(Fields order, QliroSimulatorOptions options)
    {
        order.Text("MerchantApiKey", required: true, max: 50);
        order.Text("MerchantReference", required: true, pattern: QliroPatterns.OrderReference());
        CheckMarket(order);
        CheckUrls(order, options);
        CheckColors(order);
        order.OneOf("EnforcedJuridicalType", false, "Physical", "Company");
        order.Int("MinimumCustomerAge", min: 0);
        foreach (var flag in new[] { "RequireIdentityVerification", "AskForNewsletterSignup",
            "AskForNewsletterSignupChecked" }) order.Flag(flag);
        order.Text("AskForNewsletterSignupText", max: 50, pattern: QliroPatterns.NewsletterText());
        if (order.Object("CustomerInformation") is { } customer) CustomerRules.Check(customer);
        CheckShared(order);
    }

    public static void CheckMarket(Fields order)
    {
        order.Text("Currency", required: true, pattern: QliroPatterns.Currency());
        order.Text("Country", required: true, pattern: QliroPatterns.Country());
        var language = order.Text("Language", required: true);
        if (!QliroPatterns.Languages.Contains(language, StringComparer.Ordinal))
            throw order.Wrong("Language", "The language is not supported.");
    }

    public static void CheckUpdate(Fields order, QliroSimulatorOptions options)
    {
        order.Text("MerchantApiKey", required: true, max: 50);
        order.Text("MerchantUpdateVersion", max: 36, min: 1);
        if (options.RefusesFixedMembersInUpdate && Array.Find(fixedMembers, order.Has) is { } member)
            throw order.Wrong(member, "The field cannot be updated.");
        if (order.Object("CustomerInformation") is { } customer) CustomerRules.CheckUpdate(customer, options);
        order.Flag("RequireIdentityVerification");
        CheckShared(order);
    }

    private static void CheckShared(Fields order)
    {
        order.Text("MerchantConstraintName", max: 100);
        order.Text("PaymentId");
        order.Text("ShippingAdditionalHeader", max: 300);
        foreach (var entry in order.Objects("MerchantProvidedMetadata", max: 30))
        {
            entry.Text("Key", required: true, max: 50);
            entry.Text("Value", max: 250);
        }

        if (order.Object("PickupPersonDetails") is { } pickup)
        {
            pickup.Text("FirstName", max: 100);
            pickup.Text("LastName", max: 100);
            pickup.Text("Mobile", max: 50);
            pickup.Text("Email", max: 255);
        }

        foreach (var method in order.Objects("AvailableShippingMethods")) ShippingRules.Check(method);
        ShippingRules.CheckConfiguration(order.Object("ShippingConfiguration"));
        CheckFees(order.Object("ApplicableFees")?.Object("Fees"));
    }

    private static void CheckUrls(Fields order, QliroSimulatorOptions options)
    {
        order.Url("MerchantTermsUrl", required: true, options.RequiresHttps);
        order.Url("MerchantConfirmationUrl", required: true, options.RequiresHttps);
        order.Url("MerchantIntegrityPolicyUrl", required: false, options.RequiresHttps);
        foreach (var (name, value) in order.Body)
        {
            var isCallback = name.StartsWith("Merchant", StringComparison.OrdinalIgnoreCase)
                && name.EndsWith("Url", StringComparison.OrdinalIgnoreCase);
            if (isCallback && value is not null) order.Url(name, required: false, options.RequiresHttps);
        }
    }

    /// <summary>Checked after the price rules: both push URLs are required unless they are set up at Qliro.</summary>
    public static void CheckPushUrls(Fields order, QliroSimulatorOptions options)
    {
        if (options.PushUrlsPreset) return;
        foreach (var url in new[] { "MerchantCheckoutStatusPushUrl", "MerchantOrderManagementStatusPushUrl" })
        {
            if (string.IsNullOrEmpty(order.Text(url)))
                throw QliroRefusal.Bad("MERCHANT_URL_NOT_SET", $"Evaluation, {url} is not set.");
        }
    }

    public static void CheckConfigured(Fields order, QliroSimulatorOptions options)
    {
        var market = $"{order.Text("Country")}/{order.Text("Currency")}";
        if (!options.Markets.Contains(market))
            throw QliroRefusal.Bad("PAYMENT_METHOD_NOT_CONFIGURED",
                $"Evaluation, no payment method is configured for {market}.");
    }

    private static void CheckColors(Fields order)
    {
        foreach (var color in new[] { "PrimaryColor", "CallToActionColor", "CallToActionHoverColor",
            "BackgroundColor" })
            order.Text(color, pattern: QliroPatterns.Color());
        order.Int("CornerRadius", min: 0, max: 1000);
        order.Int("ButtonCornerRadius", min: 0, max: 1000);
    }

    private static void CheckFees(Fields? fees)
    {
        if (fees is null) return;
        foreach (var fee in fees.Body.Select(member => member.Key).SelectMany(method => fees.Objects(method)))
        {
            fee.Text("Type", required: true);
            fee.Text("MerchantReference", required: true, pattern: QliroPatterns.ItemReference());
            fee.Price("AmountIncludingVat", required: true);
            fee.Price("AmountExcludingVat", required: true);
            fee.Text("Description", max: 4000);
        }
    }
}
