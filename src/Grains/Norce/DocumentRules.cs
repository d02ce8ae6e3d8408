using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.RegularExpressions;
using QliroAdapter.Settings;

namespace QliroAdapter.Norce;

/// <summary>A colour of Qliro's page.</summary>
public sealed partial class ColourAttribute : TextRuleAttribute
{
    /// <inheritdoc/>
    public override string? MistakeIn(string text)
        => Pattern().IsMatch(text) ? null : "must be a colour like #1A2B3C";

    [GeneratedRegex("^#[0-9A-Fa-f]{6}$", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Pattern();
}

/// <summary>What may name a line at Qliro.</summary>
public sealed partial class LineReferenceAttribute : TextRuleAttribute
{
    /// <inheritdoc/>
    public override string? MistakeIn(string text) => Pattern().IsMatch(text)
        ? null
        : "must be 1 to 200 letters, digits, spaces and ( . ) ' - _ & , / – + :";

    [GeneratedRegex(@"^[\p{L}\s(.)'\-_&,/–+0-9:]{1,200}$", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex Pattern();
}

/// <summary>ISO 3166-1 alpha-2, in any letter case.</summary>
public sealed class CountryCodeAttribute : TextRuleAttribute
{
    /// <inheritdoc/>
    public override string? MistakeIn(string text)
        => text is { Length: 2 } && text.All(char.IsAsciiLetter) ? null : "must be a two-letter country code";
}

/// <summary>Zero or above, at most two decimals.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AmountAttribute : ValidationAttribute
{
    /// <param name="max">The greatest, in major units.</param>
    public AmountAttribute(int max = 1_000_000_000)
    {
        Max = max;
        ErrorMessage = string.Create(
            CultureInfo.InvariantCulture, $"must be a number from 0 to {max} with at most two decimals");
    }

    /// <summary>The greatest.</summary>
    public int Max { get; }

    /// <inheritdoc/>
    public override bool IsValid(object? value)
        => value is not decimal amount || (amount >= 0m && amount <= Max && amount == decimal.Round(amount, 2));
}

/// <summary>Lines below a name.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DescriptionsAttribute : ValidationAttribute
{
    /// <param name="linesMax">How many.</param>
    /// <param name="lettersMax">How long each.</param>
    public DescriptionsAttribute(int linesMax, int lettersMax)
    {
        (LinesMax, LettersMax) = (linesMax, lettersMax);
        ErrorMessage = $"must have at most {linesMax} lines of at most {lettersMax} letters";
    }

    /// <summary>How many.</summary>
    public int LinesMax { get; }

    /// <summary>How long each.</summary>
    public int LettersMax { get; }

    /// <inheritdoc/>
    public override bool IsValid(object? value) => value is not IReadOnlyList<string> lines
        || (lines.Count <= LinesMax && lines.All(line => line.Length <= LettersMax));
}
