using System.Text.Json;
using QliroAdapter.Qliro;
using QliroAdapter.Settings;

namespace QliroAdapter.Norce;

/// <summary>Makes a channel's configuration of its document, from wherever that came.</summary>
public static class ChannelConfigurationReader
{
    /// <summary>
    /// The configuration, or <c>configuration-error</c>: not an object, inactive, or every key that is missing or
    /// invalid, by name. Values are never in the message: one of them is a secret.
    /// </summary>
    public static Outcome<ChannelConfiguration> Read(JsonElement document, ChannelKey channel)
        => document.ValueKind == JsonValueKind.Object
            ? Read(SettingsNode.Of(document), channel)
            : Error(channel, "the document is not a JSON object");

    /// <summary>The same from JSON text that was valid when it was stored.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static Outcome<ChannelConfiguration> Parse(string document, ChannelKey channel)
    {
        using var parsed = JsonDocument.Parse(document);
        return Read(parsed.RootElement, channel);
    }

    /// <summary>The same from wherever it came.</summary>
    public static Outcome<ChannelConfiguration> Read(SettingsNode document, ChannelKey channel)
    {
        var (keys, mistakes) = ConfigurationDocument.Read(document);
        if (!keys.Active) return Error(channel, "active is false");
        return mistakes.Count == 0
            ? Configuration(keys, channel)
            : Error(channel, string.Join("; ", mistakes.Select(mistake => $"{mistake.Key} {mistake.Phrase}")));
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
        Account = new()
        {
            ApiUrl = keys.ApiUrl!, MerchantApiKey = keys.MerchantApiKey!, MerchantApiSecret = keys.MerchantApiSecret!,
        },
        ConfirmationUrl = keys.ConfirmationUrl!,
        TermsUrl = keys.TermsUrl!,
        IntegrityPolicyUrl = keys.IntegrityPolicyUrl,
        PublicUrl = keys.Adapter.PublicUrl,
        InternalUrl = keys.Adapter.InternalUrl,
        Recurring = keys.Recurring,
        UseIntegratedShipping = keys.UseIntegratedShipping,
        IntegratedShipping = keys.UseIntegratedShipping ? keys.IntegratedShipping?.ToIntegratedShipping() : null,
        UseUpsell = keys.UseUpsell,
        UpsellTimeoutSeconds = keys.UpsellTimeoutSeconds,
        LoyaltyConfiguration = keys.LoyaltyConfiguration,
        ShippingOptions = [.. keys.ShippingOptions.Select(option => option.ToOption())],
        Look = new()
        {
            PrimaryColor = keys.PrimaryColor,
            BackgroundColor = keys.BackgroundColor,
            CallToActionColor = keys.CallToActionColor,
            CallToActionHoverColor = keys.CallToActionHoverColor,
            CornerRadius = keys.CornerRadius,
            ButtonCornerRadius = keys.ButtonCornerRadius,
        },
        MinimumCustomerAge = keys.MinimumCustomerAge is > 0 and var years ? years : null,
        RequireIdentityVerification = keys.RequireIdentityVerification,
        MerchantConstraintName = keys.MerchantConstraintName,
        MerchantReferenceSource = keys.MerchantReferenceSource,
        MapDiscountPerRow = keys.MapDiscountPerRow,
        HookMode = keys.HookMode,
        DiscountText = LocalisedText.Discount(Texts(keys.DiscountText, keys.DiscountLocalizations)),
        VoucherText = LocalisedText.Voucher(Texts(keys.VoucherText, keys.VoucherLocalizations)),
    };

    // What the first says of a culture counts.
    private static Dictionary<string, string> Texts(params IReadOnlyDictionary<string, string>?[] sources)
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (culture, text) in sources.SelectMany(source => source ?? new Dictionary<string, string>()))
            texts.TryAdd(culture, text);
        return texts;
    }
}
