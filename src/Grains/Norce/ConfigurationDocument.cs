using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using QliroAdapter.Settings;

namespace QliroAdapter.Norce;

/// <summary>
/// A channel's configuration document, as Norce or the settings under <c>Channels:N</c> hold it. Each property is a key
/// with its default and its range; the served schema <c>qliro_checkout_adapter.json</c> says the same, and a test holds
/// the two together. Keys stand at the root or in one of <see cref="Groups"/>, in any letter case, with numbers and
/// truth values also as texts; blank counts as absent.
/// </summary>
public sealed record ConfigurationDocument : IValidatableObject
{
    /// <summary>Where keys may stand beside the root. What stands in several places counts where it is first.</summary>
    public static IReadOnlyList<string> Groups { get; } = ["apiSettings", "redirectUrls", "options", "adapterOptions"];

    /// <summary>True for a key that stands at the root and in no group.</summary>
    public static bool IsAboutTheWhole(string key) => key is "$schema" or "id" or "active" or "adapter";

    /// <summary>Where the schema is served; not read.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The document's name; not read, because the document was requested by it.</summary>
    public string? Id { get; init; }

    /// <summary>False turns the adapter off for this channel. <value>true</value></summary>
    public bool Active { get; init; } = true;

    /// <summary>Where the adapter itself is reached.</summary>
    public AdapterAddresses Adapter { get; init; } = new();

    /// <summary>Base of Qliro's API.</summary>
    [Required, HttpUrl]
    public string? ApiUrl { get; init; }

    /// <summary>The shop's key at Qliro.</summary>
    [Required, MaxLength(50)]
    public string? MerchantApiKey { get; init; }

    /// <summary>The shop's secret at Qliro.</summary>
    [Required]
    public Masked? MerchantApiSecret { get; init; }

    /// <summary>The shop's confirmation page, a template (<see cref="UrlPlaceholders"/>).</summary>
    [Required, HttpUrl]
    public string? ConfirmationUrl { get; init; }

    /// <summary>The shop's terms, a template.</summary>
    [Required, HttpUrl]
    public string? TermsUrl { get; init; }

    /// <summary>The shop's privacy policy, a template.</summary>
    [HttpUrl]
    public string? IntegrityPolicyUrl { get; init; }

    /// <summary>Ask Qliro for saved cards. <value>false</value></summary>
    public bool Recurring { get; init; }

    /// <summary>Shipping options live inside Qliro. <value>false</value></summary>
    public bool UseIntegratedShipping { get; init; }

    /// <summary>Who offers them there, and how. Counts with <see cref="UseIntegratedShipping"/>.</summary>
    public IntegratedShippingEntry? IntegratedShipping { get; init; }

    /// <summary>Goods may be added after completion. <value>false</value></summary>
    public bool UseUpsell { get; init; }

    /// <summary>How long, in seconds, 0 to 86400. <value>300</value></summary>
    [Range(0, 86400)]
    public int UpsellTimeoutSeconds { get; init; } = 300;

    /// <summary>Passed to Qliro as it is.</summary>
    public JsonElement? LoyaltyConfiguration { get; init; }

    /// <summary>Deliveries to choose from inside Qliro's checkout.</summary>
    public IReadOnlyList<ShippingOptionEntry> ShippingOptions { get; init; } = [];

    /// <summary>Colours (<c>#RRGGBB</c>) of Qliro's page.</summary>
    [Colour]
    public string? PrimaryColor { get; init; }

    /// <inheritdoc cref="PrimaryColor"/>
    [Colour]
    public string? BackgroundColor { get; init; }

    /// <inheritdoc cref="PrimaryColor"/>
    [Colour]
    public string? CallToActionColor { get; init; }

    /// <inheritdoc cref="PrimaryColor"/>
    [Colour]
    public string? CallToActionHoverColor { get; init; }

    /// <summary>Corners of Qliro's page in pixels, 0 to 1000.</summary>
    [Range(0, 1000)]
    public int? CornerRadius { get; init; }

    /// <summary>Corners of its buttons in pixels, 0 to 1000.</summary>
    [Range(0, 1000)]
    public int? ButtonCornerRadius { get; init; }

    /// <summary>Years, 0 to 150; 0, as none, lets companies buy.</summary>
    [Range(0, 150)]
    public int? MinimumCustomerAge { get; init; }

    /// <summary>BankID for Swedish customers. <value>false</value></summary>
    public bool RequireIdentityVerification { get; init; }

    /// <summary>A rule set up at Qliro.</summary>
    [MaxLength(100)]
    public string? MerchantConstraintName { get; init; }

    /// <summary>Which Norce value Qliro shows as reference. <value>OrderId</value></summary>
    public MerchantReferenceSource MerchantReferenceSource { get; init; }

    /// <summary>Discounts inside the rows' prices. <value>false</value></summary>
    public bool MapDiscountPerRow { get; init; }

    /// <summary>Which hook is registered. <value>UpdatePayment</value></summary>
    public HookMode HookMode { get; init; }

    /// <summary>What discount lines are called: one text (name empty), or texts by culture.</summary>
    public IReadOnlyDictionary<string, string>? DiscountText { get; init; }

    /// <summary>The same under the key of other adapters; <see cref="DiscountText"/> wins.</summary>
    public IReadOnlyDictionary<string, string>? DiscountLocalizations { get; init; }

    /// <summary>What voucher lines are called, like <see cref="DiscountText"/>.</summary>
    public IReadOnlyDictionary<string, string>? VoucherText { get; init; }

    /// <summary>The same under the key of other adapters; <see cref="VoucherText"/> wins.</summary>
    public IReadOnlyDictionary<string, string>? VoucherLocalizations { get; init; }

    /// <summary>Reads a document and says all that is wrong with it.</summary>
    public static (ConfigurationDocument Document, IReadOnlyList<SettingsMistake> Mistakes) Read(SettingsNode node)
    {
        var reader = new SettingsReader(isDocument: true);
        var document = reader.Read<ConfigurationDocument>(Flat(node));
        var unfit = Groups.Select(node.Member).OfType<SettingsNode>().Where(group => !group.IsObject)
            .Select(group => new SettingsMistake(group.Path, "must be a JSON object"));
        return (document, [.. unfit, .. reader.Mistakes]);
    }

    /// <summary>What each key is in a document, secrets masked.</summary>
    public static IReadOnlyList<SettingInForce> InForce(SettingsNode node)
        => SettingsInForce.OfDocument(typeof(ConfigurationDocument), Flat(node));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ShippingOptionEntry.MistakeIn(ShippingOptions) is { } mistake)
            yield return new(mistake, [nameof(ShippingOptions)]);
    }

    private static SettingsNode Flat(SettingsNode node) => node.With(
    [
        .. node.Members.Where(member => !IsGroup(member)),
        .. Groups.Select(node.Member).OfType<SettingsNode>().Where(group => group.IsObject)
            .SelectMany(group => group.Members),
    ]);

    private static bool IsGroup(SettingsNode member)
        => Groups.Contains(member.Name, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Where the adapter itself is reached, key <c>adapter</c>. The process's own settings win.</summary>
public sealed record AdapterAddresses
{
    /// <summary>Base of URLs given to Qliro.</summary>
    [HttpUrl]
    public string? PublicUrl { get; init; }

    /// <summary>Base of URLs given to Norce.</summary>
    [HttpUrl]
    public string? InternalUrl { get; init; }
}
