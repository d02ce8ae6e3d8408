using System.ComponentModel.DataAnnotations;
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
    /// Bearer tokens accepted from storefront and Norce: each a token in plain text or as <c>sha256:</c> and the 64 hex
    /// digits of its hash, or one with a name, a scope and merchants. Several are valid side by side, so that one can
    /// be replaced without a gap.
    /// </summary>
    /// <value>None: every call is answered 401.</value>
    public IReadOnlyList<CallerToken> AccessTokens { get; set; } = [];
}

/// <summary>
/// A token of a caller. Written as a text alone it is good for every route and merchant, under the name
/// <c>caller-</c> and its number.
/// </summary>
public sealed class CallerToken : IShortEntry
{
    private static readonly AccessTokenAttribute rule = new();

    /// <summary>Who holds it.</summary>
    [Required, MaxLength(100)]
    public string Name { get; set; } = "";

    /// <summary>In plain text or as a hash.</summary>
    [Required, AccessToken]
    public string Token { get; set; } = "";

    /// <summary>The routes that it opens.</summary>
    /// <value><see cref="CallerScope.Any"/></value>
    public CallerScope Scope { get; set; } = CallerScope.Any;

    /// <summary>The merchants for whom it may call.</summary>
    /// <value>None: for every merchant.</value>
    public IReadOnlyList<string> Merchants { get; set; } = [];

    /// <summary>True when a call about this merchant may be made with it.</summary>
    public bool IsFor(string merchant)
        => Merchants.Count == 0 || Merchants.Contains(merchant, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public string? ReadText(string text, string number)
    {
        (Name, Token) = ($"caller-{number}", text);
        return rule.MistakeIn(text);
    }
}

/// <summary>Who calls, and so which routes a token opens.</summary>
[Flags]
public enum CallerScope
{
    /// <summary>Creates, shows and removes payments, and reports what the shopper did.</summary>
    Storefront = 1,

    /// <summary>Calls hooks and payment actions.</summary>
    Norce = 2,

    /// <summary>Captures, cancels and refunds, reads the ledger, and charges saved cards.</summary>
    BackOffice = 4,

    /// <summary>All of them.</summary>
    Any = Storefront | Norce | BackOffice,
}

/// <summary>A bearer token in plain text, or its hash.</summary>
public sealed class AccessTokenAttribute : SecretAttribute
{
    /// <summary>What stands before the hex digits of a hash, in any letter case.</summary>
    public const string HashedPrefix = "sha256:";

    private const int HashDigits = 64;

    public AccessTokenAttribute() => IsBearer = true;

    /// <summary>True for what is not the token itself.</summary>
    public static bool IsHashed(string token) => token.StartsWith(HashedPrefix, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string? MistakeIn(string text) => base.MistakeIn(text)
        ?? (IsHashed(text) && !IsHash(text[HashedPrefix.Length..])
            ? "must hold the 64 hex digits of a SHA-256 hash after 'sha256:'"
            : null);

    private static bool IsHash(string text) => text.Length == HashDigits && text.All(char.IsAsciiHexDigit);
}
