namespace QliroAdapter.Norce;

/// <summary>
/// A text per culture, with built-in texts as the last resort. Looked up in this order: the configured text of the
/// whole culture, that of its language, the configured text for every culture (key empty), the built-in text of the
/// language, the English one.
/// </summary>
public sealed class LocalisedText
{
    private static readonly Dictionary<string, string> noTexts = [];

    private readonly IReadOnlyDictionary<string, string> configured;
    private readonly Func<string, string> builtIn;

    private LocalisedText(IReadOnlyDictionary<string, string> configured, Func<string, string> builtIn)
        => (this.configured, this.builtIn) = (configured, builtIn);

    /// <summary>Description of a discount line.</summary>
    public static LocalisedText Discount(IReadOnlyDictionary<string, string> configured)
        => new(configured, BuiltInTexts.Discount);

    /// <summary>Description of a voucher line.</summary>
    public static LocalisedText Voucher(IReadOnlyDictionary<string, string> configured)
        => new(configured, BuiltInTexts.Voucher);

    /// <summary>The same text for every culture.</summary>
    public static LocalisedText Always(string text) => new(noTexts, _ => text);

    /// <summary>Description of a fee line.</summary>
    public static LocalisedText Fee { get; } = new(noTexts, BuiltInTexts.Fee);

    /// <summary>Description of a rounding line.</summary>
    public static LocalisedText Rounding { get; } = new(noTexts, BuiltInTexts.Rounding);

    /// <summary>What a sum given back is called.</summary>
    public static LocalisedText Refund { get; } = new(noTexts, BuiltInTexts.Refund);

    /// <summary>The text in a culture such as <c>sv-SE</c>, however it is written; never empty.</summary>
    public string For(string? culture)
    {
        var language = Language(culture);
        if (culture is not null && Configured(key => key.Length > 0 && ShopperLanguage.IsSameCulture(key, culture))
            is { } exact)
            return exact;
        if (Configured(key => key == language || (language.Length > 0 && IsBare(key) && Language(key) == language))
            is { } close)
            return close;
        if (language.Length > 0 && Configured(key => Language(key) == language) is { } cousin) return cousin;
        if (Configured(key => key.Length == 0) is { } always) return always;
        return builtIn(language);
    }

    private static string Language(string? culture)
        => ShopperLanguage.Of(culture) ?? ShopperLanguage.Subtag(culture);

    private static bool IsBare(string culture) => !culture.Contains('-', StringComparison.Ordinal)
        && !culture.Contains('_', StringComparison.Ordinal);

    private string? Configured(Func<string, bool> isIt) => configured.FirstOrDefault(text => isIt(text.Key)).Value;
}
