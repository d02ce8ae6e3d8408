using System.Text.RegularExpressions;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>The published patterns of request members.</summary>
internal static partial class QliroPatterns
{
    public static readonly string[] Languages =
        ["sv-se", "en-us", "fi-fi", "da-dk", "fr-fr", "de-de", "nb-no", "nl-nl"];

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,25}\z", RegexOptions.None, Timeout.Infinite)]
    public static partial Regex OrderReference();

    [GeneratedRegex(@"\A[\p{L}\s(.)'\-_&,\/–+0-9:]{1,200}\z", RegexOptions.None, Timeout.Infinite)]
    public static partial Regex ItemReference();

    [GeneratedRegex(@"\A[A-Z]{3}\z", RegexOptions.None, Timeout.Infinite)]
    public static partial Regex Currency();

    [GeneratedRegex(@"\A[A-Z]{2}\z", RegexOptions.None, Timeout.Infinite)]
    public static partial Regex Country();

    [GeneratedRegex(@"\A#[0-9A-Fa-f]{6}\z", RegexOptions.None, Timeout.Infinite)]
    public static partial Regex Color();

    [GeneratedRegex(@"\A(?! )[\p{L}0-9 ,.?!'""]{1,50}(?<! )\z", RegexOptions.None, Timeout.Infinite)]
    public static partial Regex NewsletterText();
}
