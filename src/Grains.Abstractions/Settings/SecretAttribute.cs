using System.Text;

namespace QliroAdapter.Settings;

/// <summary>
/// A secret or token: no message shows its value. The placeholder of a sample (<c>&lt;…&gt;</c>) is refused, and a
/// variable (<c>${…}</c>) that whoever should have filled it in left as it is.
/// </summary>
public class SecretAttribute : TextRuleAttribute
{
    /// <inheritdoc/>
    public override bool IsSecret => true;

    /// <summary>The fewest bytes, in UTF-8.</summary>
    /// <value>0: what somebody else made has the length that it has.</value>
    public int BytesMin { get; set; }

    /// <summary>True for a bearer token, before which the word <c>Bearer</c> is written by itself.</summary>
    public bool IsBearer { get; set; }

    /// <inheritdoc/>
    public override string? MistakeIn(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return "is empty; leave it out or give one";
        if (IsPlaceholder(text)) return "is still the placeholder of a sample; put the real one in its place";
        if (IsVariable(text))
            return "is still a variable that nothing has filled in; set that, or put the real one in its place";
        if (IsBearer && text.TrimStart().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return "begins with the word Bearer, which is written before it anyway; put the token alone";
        return Encoding.UTF8.GetByteCount(text) < BytesMin
            ? $"is shorter than {BytesMin} bytes and can be guessed; put a random one of 32 in its place"
            : null;
    }

    /// <summary>True for <c>&lt;what to put here&gt;</c>, also behind the name of a hash.</summary>
    protected static bool IsPlaceholder(string text) => Value(text) is ['<', .., '>'];

    /// <summary>
    /// True for <c>${NAME}</c>, <c>$(NAME)</c>, which is Kubernetes', or <c>{{ name }}</c>, and nothing else; also
    /// behind the name of a hash.
    /// </summary>
    protected static bool IsVariable(string text)
        => Value(text) is ['$', '{', .., '}'] or ['$', '(', .., ')'] or ['{', '{', .., '}', '}'];

    private static ReadOnlySpan<char> Value(string text)
        => text.AsSpan(text.StartsWith("sha256:", StringComparison.OrdinalIgnoreCase) ? 7 : 0).Trim();
}
