using System.Text.Json;
using System.Text.RegularExpressions;
using QliroAdapter.Partners;
using QliroAdapter.Qliro;

namespace QliroAdapter.Norce;

/// <summary>
/// Reads a configuration document from any source. Values that are read are checked by rules that also say what would
/// be right; all else is checked by the published schema. A test compares the two.
/// </summary>
public static partial class ChannelConfigurationReader
{
    private const int ApiKeyLengthMax = 50;

    /// <summary>
    /// The configuration, or <c>configuration-error</c>: not an object, inactive, or the first key that is missing or
    /// invalid, by name. The message never holds a value, because one of them is a secret.
    /// </summary>
    public static Outcome<ChannelConfiguration> Read(JsonElement document, ChannelKey channel)
    {
        var keys = new ConfigurationDocument(document);
        var mistake = UnusableAsAWhole(document, keys);
        var configuration = mistake is null ? Configuration(keys, channel) : null;
        mistake ??= keys.Mistake ?? ConfigurationSchema.MistakeIn(document);
        return mistake is null ? configuration! : Error(channel, mistake);
    }

    /// <summary>The same from JSON text that was valid when it was stored.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static Outcome<ChannelConfiguration> Parse(string document, ChannelKey channel)
    {
        using var parsed = JsonDocument.Parse(document);
        return Read(parsed.RootElement, channel);
    }

    /// <summary>
    /// What is wrong with a document, for the check at the start; an inactive one is not a mistake there.
    /// </summary>
    internal static string? MistakeIn(JsonElement document, ChannelKey channel)
    {
        var keys = new ConfigurationDocument(document);
        _ = Configuration(keys, channel);
        return keys.Mistake ?? ConfigurationSchema.MistakeIn(document);
    }

    private static string? UnusableAsAWhole(JsonElement document, ConfigurationDocument keys)
    {
        if (document.ValueKind != JsonValueKind.Object) return "the document is not a JSON object";
        return keys.Text("active") is { } active && ConfigurationDocument.Truth(active) == false
            ? "active is false"
            : null;
    }

    internal static PaymentError Error(ChannelKey channel, string mistake) => new()
    {
        Code = ErrorCodes.ConfigurationError,
        Message = $"Configuration {NorceAdapter.Id} of merchant '{channel.Merchant}', "
            + $"channel '{channel.Channel}': {mistake}.",
    };

    private static ChannelConfiguration Configuration(ConfigurationDocument keys, ChannelKey channel) => new()
    {
        Channel = channel,
        Account = Account(keys),
        ConfirmationUrl = Url(keys, "confirmationUrl", keys.Required("confirmationUrl"))!,
        TermsUrl = Url(keys, "termsUrl", keys.Required("termsUrl"))!,
        IntegrityPolicyUrl = Url(keys, "integrityPolicyUrl", keys.Text("integrityPolicyUrl")),
        PublicUrl = Url(keys, "adapter.publicUrl", keys.Group("adapter").Text("publicUrl")),
        InternalUrl = Url(keys, "adapter.internalUrl", keys.Group("adapter").Text("internalUrl")),
        Recurring = keys.Flag("recurring"),
        UseIntegratedShipping = keys.Flag("useIntegratedShipping"),
        UseUpsell = keys.Flag("useUpsell"),
        UpsellTimeoutSeconds = keys.Number("upsellTimeoutSeconds", 0, 86400) ?? 300,
        LoyaltyConfiguration = Object(keys, "loyaltyConfiguration"),
        ShippingOptions = ShippingOptionsReader.Read(keys),
        Look = Look(keys),
        MinimumCustomerAge = keys.Number("minimumCustomerAge", 0, 150) is > 0 and var years ? years : null,
        RequireIdentityVerification = keys.Flag("requireIdentityVerification"),
        MerchantConstraintName = keys.Text("merchantConstraintName", 100),
        MerchantReferenceSource = keys.Word("merchantReferenceSource", MerchantReferenceSource.OrderId),
        MapDiscountPerRow = keys.Flag("mapDiscountPerRow"),
        HookMode = keys.Word("hookMode", HookMode.UpdatePayment),
        DiscountText = LocalisedText.Discount(Texts(keys, "discountText", "discountLocalizations")),
        VoucherText = LocalisedText.Voucher(Texts(keys, "voucherText", "voucherLocalizations")),
    };

    private static QliroAccount Account(ConfigurationDocument keys)
    {
        var url = keys.Required("apiUrl");
        if (!PartnerUrl.IsUsable(url)) keys.Wrong("apiUrl", "must be an absolute http or https URL");
        var key = keys.Required("merchantApiKey");
        if (key.Length > ApiKeyLengthMax) keys.Wrong("merchantApiKey", $"must have at most {ApiKeyLengthMax} letters");
        return new()
        {
            ApiUrl = url,
            MerchantApiKey = key,
            MerchantApiSecret = Masked.Of(keys.Required("merchantApiSecret")),
        };
    }

    private static QliroLook Look(ConfigurationDocument keys) => new()
    {
        PrimaryColor = Colour(keys, "primaryColor"),
        BackgroundColor = Colour(keys, "backgroundColor"),
        CallToActionColor = Colour(keys, "callToActionColor"),
        CallToActionHoverColor = Colour(keys, "callToActionHoverColor"),
        CornerRadius = keys.Number("cornerRadius", 0, 1000),
        ButtonCornerRadius = keys.Number("buttonCornerRadius", 0, 1000),
    };

    private static string? Colour(ConfigurationDocument keys, string key)
    {
        var colour = keys.Text(key);
        if (colour is not null && !ColourPattern().IsMatch(colour)) keys.Wrong(key, "must be a colour like #1A2B3C");
        return colour;
    }

    private static string? Url(ConfigurationDocument keys, string key, string? template)
    {
        if (template is not null && !PartnerUrl.IsUsable(UrlPlaceholders.Fill(template, OrderKey.Of("m", "c", "o"))))
            keys.Wrong(key, "must be an absolute http or https URL");
        return template;
    }

    private static JsonElement? Object(ConfigurationDocument keys, string key)
    {
        if (keys.Member(key) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Object) return value.Clone();
        keys.Wrong(key, "must be a JSON object");
        return null;
    }

    private static Dictionary<string, string> Texts(ConfigurationDocument keys, string key, string siblingKey)
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        keys.Texts(key, texts);
        keys.Texts(siblingKey, texts);
        return texts;
    }

    [GeneratedRegex("^#[0-9A-Fa-f]{6}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ColourPattern();
}
