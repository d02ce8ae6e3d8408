using System.Globalization;

namespace QliroAdapter.Settings;

/// <summary>What a text means where a number, a word or a truth value is expected, in the invariant culture.</summary>
internal static class SettingValue
{
    private const NumberStyles Digits = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint
        | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    /// <summary>Null when it means nothing of this type.</summary>
    /// <param name="text">Not blank.</param>
    /// <param name="type">See <see cref="SettingProperty.IsText"/>.</param>
    /// <param name="isLiberal">Also <c>yes</c>, <c>on</c>, <c>1</c> and their opposites are truth values.</param>
    public static object? Of(string text, Type type, bool isLiberal)
    {
        if (type == typeof(string)) return text;
        if (type == typeof(Masked)) return Masked.Of(text);
        if (type.IsEnum) return Word(text, type);
        if (type == typeof(bool)) return Truth(text, isLiberal);
        if (type == typeof(double))
        {
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real)
                && double.IsFinite(real) ? real : null;
        }
        if (!decimal.TryParse(text, Digits, CultureInfo.InvariantCulture, out var number)) return null;
        if (type == typeof(decimal)) return number;
        return number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue ? (int)number : null;
    }

    private static bool? Truth(string text, bool isLiberal)
    {
        if (bool.TryParse(text, out var truth)) return truth;
        return (isLiberal ? text.ToUpperInvariant() : "") switch
        {
            "0" or "NO" or "OFF" => false,
            "1" or "YES" or "ON" => true,
            _ => null,
        };
    }

    private static object? Word(string text, Type type)
        => Array.Find(Enum.GetNames(type), name => string.Equals(name, text.Trim(), StringComparison.OrdinalIgnoreCase))
            is { } word ? Enum.Parse(type, word) : null;
}
