namespace QliroAdapter.Settings;

/// <summary>An absolute http or https URL; placeholders in braces may stand in it.</summary>
public sealed class HttpUrlAttribute : TextRuleAttribute
{
    /// <summary>
    /// True when paths are appended to it. It may then have no query, no fragment, and no user, because the user would
    /// be sent to partners in every URL.
    /// </summary>
    public bool IsBase { get; set; }

    /// <inheritdoc/>
    public override string? MistakeIn(string text)
    {
        var filled = text.Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
        if (!Uri.TryCreate(filled, UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
            return "must be an absolute http or https URL";
        if (!IsBase) return null;
        if (url.UserInfo.Length > 0) return "must hold no user and no password";
        return text.Contains('?', StringComparison.Ordinal) || text.Contains('#', StringComparison.Ordinal)
            ? "must hold neither query nor fragment"
            : null;
    }
}
