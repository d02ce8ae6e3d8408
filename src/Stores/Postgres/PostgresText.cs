namespace QliroAdapter.Store;

/// <summary>Text in the form that PostgreSQL can store: all of Unicode except U+0000.</summary>
internal static class PostgresText
{
    /// <summary>The text, with U+FFFD in place of what cannot be stored; null stays null.</summary>
    public static string? OrNull(string? text) => text is null ? null : Of(text);

    /// <summary>The text, with U+FFFD in place of what cannot be stored.</summary>
    public static string Of(string text) => text.Replace('\0', '\uFFFD');
}
