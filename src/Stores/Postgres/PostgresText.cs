using System.Text;

namespace QliroAdapter.Store;

/// <summary>Text as PostgreSQL takes it: all of Unicode but U+0000, and no halves of letters.</summary>
internal static class PostgresText
{
    /// <summary>The text, with U+FFFD in place of what cannot be stored; null stays null.</summary>
    public static string? OrNull(string? text) => text is null ? null : Of(text);

    /// <summary>The text, with U+FFFD in place of what cannot be stored.</summary>
    public static string Of(string text)
        => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || text.Contains('\0', StringComparison.Ordinal)
            ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD')
            : text;
}
