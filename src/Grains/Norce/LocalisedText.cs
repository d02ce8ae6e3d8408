namespace QliroAdapter.Norce;

/// <summary>
/// A text per culture with built-in ones behind it. Looked up by the whole culture, then by its language among the configured
/// texts, then the configured text for every culture (key empty), then the built-in one of the language, then English.
/// </summary>
public sealed class LocalisedText
{
    private readonly IReadOnlyDictionary<string, string> configured;
    private readonly IReadOnlyDictionary<string, string> builtIn;

    private LocalisedText(IReadOnlyDictionary<string, string> configured, IReadOnlyDictionary<string, string> builtIn)
        => (this.configured, this.builtIn) = (configured, builtIn);

    /// <summary>What a discount line is called.</summary>
    public static LocalisedText Discount(IReadOnlyDictionary<string, string> configured) => new(configured, Discounts);

    /// <summary>What a voucher line is called.</summary>
    public static LocalisedText Voucher(IReadOnlyDictionary<string, string> configured) => new(configured, Vouchers);

    /// <summary>The text in a culture such as <c>sv-SE</c>; never empty.</summary>
    public string For(string? culture)
    {
        var language = culture?.Split('-', '_')[0] ?? "";
        if (Configured(culture) is { } exact) return exact;
        if (Configured(language) is { } close) return close;
        var cousin = configured.FirstOrDefault(
            text => text.Key.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase)).Value;
        if (language.Length > 0 && cousin is not null) return cousin;
        if (Configured("") is { } always) return always;
        return builtIn.GetValueOrDefault(language.ToLowerInvariant()) ?? builtIn["en"];
    }

    private string? Configured(string? culture) => culture is null
        ? null
        : configured.FirstOrDefault(text => string.Equals(text.Key, culture, StringComparison.OrdinalIgnoreCase)).Value;

    private static readonly Dictionary<string, string> Discounts = new(StringComparer.Ordinal)
    {
        ["sv"] = "Rabatt",
        ["nb"] = "Rabatt",
        ["nn"] = "Rabatt",
        ["no"] = "Rabatt",
        ["da"] = "Rabat",
        ["fi"] = "Alennus",
        ["en"] = "Discount",
        ["de"] = "Rabatt",
    };

    private static readonly Dictionary<string, string> Vouchers = new(StringComparer.Ordinal)
    {
        ["sv"] = "Presentkort",
        ["nb"] = "Gavekort",
        ["nn"] = "Gåvekort",
        ["no"] = "Gavekort",
        ["da"] = "Gavekort",
        ["fi"] = "Lahjakortti",
        ["en"] = "Gift card",
        ["de"] = "Geschenkgutschein",
    };
}
