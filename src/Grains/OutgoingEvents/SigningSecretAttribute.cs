using QliroAdapter.Settings;

namespace QliroAdapter.OutgoingEvents;

/// <summary>A signing secret in the published form: <c>whsec_</c> and its bytes in base64.</summary>
public sealed class SigningSecretAttribute : SecretAttribute
{
    private const string Prefix = "whsec_";
    private const int KeyBytesMin = 24;
    private const int KeyBytesMax = 64;

    /// <inheritdoc/>
    public override string? MistakeIn(string text) => base.MistakeIn(text)
        ?? (KeyOf(text) is null
            ? $"must be '{Prefix}' and {KeyBytesMin} to {KeyBytesMax} random bytes in base64"
            : null);

    /// <summary>The key's bytes; null when the text is no such secret.</summary>
    public static byte[]? KeyOf(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text[Prefix.Length..], bytes, out var length)
            && length is >= KeyBytesMin and <= KeyBytesMax
            ? bytes[..length]
            : null;
    }
}
