using QliroAdapter.Settings;

namespace QliroAdapter.Silo;

/// <summary>
/// Who may call. Read by processes with routes; checked by every process, as all of them are told the same.
/// Configuration section <c>Adapter</c>.
/// </summary>
[SettingsSection("Adapter")]
public sealed class AccessTokenOptions
{
    /// <summary>
    /// Bearer tokens accepted from storefront and Norce, each in plain text or as <c>sha256:</c> and the 64 hex digits
    /// of its hash. Several are valid side by side, so that one can be replaced without a gap.
    /// </summary>
    /// <value>None: every call is answered 401.</value>
    [AccessToken]
    public IReadOnlyList<string> AccessTokens { get; set; } = [];
}

/// <summary>A bearer token in plain text, or its hash.</summary>
public sealed class AccessTokenAttribute : SecretAttribute
{
    /// <summary>What stands before the hex digits of a hash, in any letter case.</summary>
    public const string HashedPrefix = "sha256:";

    private const int HashDigits = 64;

    /// <summary>True for what is not the token itself.</summary>
    public static bool IsHashed(string token) => token.StartsWith(HashedPrefix, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string? MistakeIn(string text) => base.MistakeIn(text)
        ?? (IsHashed(text) && !IsHash(text[HashedPrefix.Length..])
            ? "must hold the 64 hex digits of a SHA-256 hash after 'sha256:'"
            : null);

    private static bool IsHash(string text) => text.Length == HashDigits && text.All(char.IsAsciiHexDigit);
}
