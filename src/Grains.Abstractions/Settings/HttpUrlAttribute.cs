namespace QliroAdapter.Settings;

/// <summary>An absolute http or https URL; placeholders in braces may stand in it.</summary>
public sealed class HttpUrlAttribute : TextRuleAttribute
{
    /// <summary>
    /// True when paths are appended to it. It may then have no query, no fragment, no placeholder, and no user, because
    /// the user would be sent to partners in every URL.
    /// </summary>
    public bool IsBase { get; set; }

    /// <summary>The only placeholder that may stand in it, with its braces; empty where none may.</summary>
    /// <value>Absent: any may, because somebody else looks at them.</value>
    public string? Filled { get; set; }

    /// <inheritdoc/>
    public override string? MistakeIn(string text)
    {
        var filled = text.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
        if (!Uri.TryCreate(filled, UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
            return "must be an absolute http or https URL";
        if (!IsBase) return Filled is { } only ? OtherThan(only, text) : null;
        if (url.UserInfo.Length > 0) return "must hold no user and no password";
        return text.Contains('?', StringComparison.Ordinal) || text.Contains('#', StringComparison.Ordinal)
            ? "must hold neither query nor fragment"
            : OtherThan("", text);
    }

    private static string? OtherThan(string placeholder, string text)
    {
        if (placeholder.Length > 0) text = text.Replace(placeholder, "", StringComparison.Ordinal);
        if (text.AsSpan().IndexOfAny('{', '}') < 0) return null;
        return placeholder.Length > 0
            ? $"may hold {placeholder} and no other placeholder"
            : "must hold no placeholder";
    }
}
