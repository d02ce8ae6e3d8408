using System.Security.Cryptography;
using System.Text;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// A caller's text of any length as it is stored to be recognised again: itself, or its SHA-256 when it is long.
/// </summary>
internal static class BoundedText
{
    /// <summary>The longest text that is stored as it is.</summary>
    public const int LengthMax = 200;

    public static string Of(string text) => text.Length <= LengthMax
        ? text
        : $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    /// <summary>True for the text's stored form. Versions before this one stored every text as it was.</summary>
    public static bool Is(string? stored, string text)
        => stored is not null && (stored == text || stored == Of(text));
}
