namespace QliroAdapter.Store;

/// <summary>Text as PostgreSQL takes it: all of Unicode but U+0000.</summary>
internal static class PostgresText
{
    /// <summary>The text, with U+FFFD in place of what cannot be stored; null stays null.</summary>
    public static string? OrNull(string? text) => text is null ? null : Of(text);

    /// <summary>The text, with U+FFFD in place of what cannot be stored.</summary>
    public static string Of(string text) => text.Replace('\0', '\uFFFD');
}
