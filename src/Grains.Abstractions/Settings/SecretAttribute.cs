using System.Text;

namespace QliroAdapter.Settings;

/// <summary>
/// A secret or token: no message shows its value, and the placeholder of a sample (<c>&lt;…&gt;</c>) is refused.
/// </summary>
public class SecretAttribute : TextRuleAttribute
{
    /// <inheritdoc/>
    public override bool IsSecret => true;

    /// <summary>The fewest bytes, in UTF-8.</summary>
    /// <value>0: what somebody else made has the length that it has.</value>
    public int BytesMin { get; set; }

    /// <inheritdoc/>
    public override string? MistakeIn(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "is empty; leave it out or give one";
        if (IsPlaceholder(text)) return "is still the placeholder of a sample; put the real one in its place";
        return Encoding.UTF8.GetByteCount(text) < BytesMin
            ? $"is shorter than {BytesMin} bytes and can be guessed; put a random one of 32 in its place"
            : null;
    }

    /// <summary>True for <c>&lt;what to put here&gt;</c>, also behind the name of a hash.</summary>
    protected static bool IsPlaceholder(string text)
    {
        var value = text.AsSpan(text.StartsWith("sha256:", StringComparison.OrdinalIgnoreCase) ? 7 : 0).Trim();
        return value is ['<', .., '>'];
    }
}
