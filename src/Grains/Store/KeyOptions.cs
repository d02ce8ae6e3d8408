using System.Buffers.Text;
using QliroAdapter.Settings;

namespace QliroAdapter.Store;

/// <summary>
/// The adapter's own keys for what it stores. The same at every node. Configuration section <c>Adapter</c>.
/// </summary>
[SettingsSection("Adapter")]
public sealed class KeyOptions
{
    /// <summary>
    /// Keys of 32 bytes in base64 that wrap each payment's own key for personal data, and seal the kept documents of
    /// channels. The first wraps, and all unwrap.
    /// To replace one, add the new one second at every node, then put it first, then run <c>keys rotate</c>, and only
    /// then remove the old one: a payment whose key nobody can unwrap is not available.
    /// </summary>
    /// <value>None: personal data is stored in clear.</value>
    [Key]
    public IReadOnlyList<string> DataKeys { get; init; } = [];

    /// <summary>
    /// Keys of 32 bytes in base64 that sign the timelines of payments, so that <c>verify</c> finds what was changed.
    /// The first signs, and all verify; one that has signed is kept as long as what it signed.
    /// </summary>
    /// <value>None: timelines are not signed.</value>
    [Key]
    public IReadOnlyList<string> TimelineKeys { get; init; } = [];
}

/// <summary>32 random bytes in base64.</summary>
public sealed class KeyAttribute : SecretAttribute
{
    /// <summary>256 bits, for AES and for HMAC-SHA-256.</summary>
    public const int Bytes = 32;

    /// <inheritdoc/>
    public override string? MistakeIn(string text) => base.MistakeIn(text)
        ?? (Read(text) is null ? "must be 32 random bytes in base64, as 'openssl rand -base64 32' makes them" : null);

    /// <summary>The key; null when the text is none.</summary>
    public static byte[]? Read(string text)
    {
        var key = new byte[Bytes];
        return text.Trim().Length == Base64.GetMaxEncodedToUtf8Length(Bytes)
            && Convert.TryFromBase64String(text.Trim(), key, out var written) && written == Bytes
            ? key
            : null;
    }
}
