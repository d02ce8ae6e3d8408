namespace QliroAdapter.Settings;

/// <summary>
/// A secret or token: no message shows its value, and the placeholder of a sample (<c>&lt;…&gt;</c>) is refused.
/// </summary>
public class SecretAttribute : TextRuleAttribute
{
    /// <inheritdoc/>
    public override bool IsSecret => true;

    /// <inheritdoc/>
    public override string? MistakeIn(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "is empty; leave it out or give one";
        return IsPlaceholder(text) ? "is still the placeholder of a sample; put the real one in its place" : null;
    }

    /// <summary>True for <c>&lt;what to put here&gt;</c>, also behind the name of a hash.</summary>
    protected static bool IsPlaceholder(string text)
    {
        var value = text.AsSpan(text.StartsWith("sha256:", StringComparison.OrdinalIgnoreCase) ? 7 : 0).Trim();
        return value is ['<', .., '>'];
    }
}
