using System.Security.Cryptography;
using System.Text;
using QliroAdapter.Partners;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// A caller's text of any length as it is stored to be recognised again: itself, or its SHA-256 when it is long or may
/// name a person.
/// </summary>
internal static class BoundedText
{
    /// <summary>The longest text that is stored as it is.</summary>
    public const int LengthMax = 200;

    private const string Prefix = "sha256:";

    public static string Of(string text)
        => text.Length <= LengthMax && PartnerText.Masked(text) == text ? text : Hashed(text);

    /// <summary>The hash alone; of a hash, itself.</summary>
    public static string Hashed(string text) => text.StartsWith(Prefix, StringComparison.Ordinal)
        ? text
        : $"{Prefix}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    /// <summary>True for the text's stored form. Versions before this one stored every text as it was.</summary>
    public static bool Is(string? stored, string text)
        => stored is not null && (stored == text || stored == Hashed(text));
}
