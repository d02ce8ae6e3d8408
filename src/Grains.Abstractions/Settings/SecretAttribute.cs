using System.Text;

namespace QliroAdapter.Settings;

/// <summary>
/// A secret or token: its value is never told, and the placeholder of a sample (<c>&lt;…&gt;</c>) is none.
/// </summary>
public class SecretAttribute : TextRuleAttribute
{
    /// <summary>Shorter ones can be guessed offline. Bytes in UTF-8. <value>0: whoever made it chose.</value></summary>
    public int BytesMin { get; set; }

    /// <inheritdoc/>
    public override bool IsSecret => true;

    /// <inheritdoc/>
    public override string? MistakeIn(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "is empty; leave it out or give one";
        if (IsPlaceholder(text)) return "is still the placeholder of a sample; put the real one in its place";
        return Encoding.UTF8.GetByteCount(text) < BytesMin
            ? $"is shorter than {BytesMin} bytes and can be guessed; take 32 random ones"
            : null;
    }

    /// <summary>True for <c>&lt;what to put here&gt;</c>, also behind the name of a hash.</summary>
    protected static bool IsPlaceholder(string text)
    {
        var value = text.AsSpan(text.StartsWith("sha256:", StringComparison.OrdinalIgnoreCase) ? 7 : 0).Trim();
        return value is ['<', .., '>'];
    }
}
