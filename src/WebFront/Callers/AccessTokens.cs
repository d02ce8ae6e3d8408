using System.Security.Cryptography;
using System.Text;

namespace QliroAdapter.WebFront;

/// <summary>
/// A set of bearer tokens, kept as hashes only. With none, nobody is let in. Several are valid side by side, so that
/// one can be replaced without a gap. Thread-safe.
/// </summary>
internal sealed class AccessTokens
{
    private const string HashedPrefix = "sha256:";

    private readonly byte[][] hashes;

    /// <param name="configured">
    /// Each a token in plain text, or <c>sha256:</c> and the 64 hex digits of its hash.
    /// </param>
    public AccessTokens(IEnumerable<string> configured) => hashes = [.. configured.Select(HashOf)];

    /// <summary>False when no token was configured.</summary>
    public bool Any => hashes.Length > 0;

    /// <summary>The hash of the token that fits, or null. Looks at every token whichever fits.</summary>
    public byte[]? Match(string? presented)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(presented ?? ""));
        byte[]? match = null;
        foreach (var known in hashes)
        {
            if (CryptographicOperations.FixedTimeEquals(known, hash))
                match = known;
        }
        return presented is null ? null : match;
    }

    /// <summary>True for a hash that <see cref="Match"/> would give now.</summary>
    public IEnumerable<byte[]> Hashes => hashes;

    /// <summary>What is wrong with a configured value, or null.</summary>
    public static string? MistakeIn(string configured)
    {
        if (string.IsNullOrWhiteSpace(configured))
            return "is empty; leave it out or give a token";
        return IsHashed(configured) && !IsSha256(configured.AsSpan(HashedPrefix.Length))
            ? "must hold the 64 hex digits of a SHA-256 hash after 'sha256:'"
            : null;
    }

    private static byte[] HashOf(string configured) => IsHashed(configured)
        ? Convert.FromHexString(configured.AsSpan(HashedPrefix.Length))
        : SHA256.HashData(Encoding.UTF8.GetBytes(configured));

    private static bool IsHashed(string configured) =>
        configured.StartsWith(HashedPrefix, StringComparison.OrdinalIgnoreCase);

    private static bool IsSha256(ReadOnlySpan<char> hex)
    {
        if (hex.Length != 2 * SHA256.HashSizeInBytes)
            return false;
        foreach (var digit in hex)
        {
            if (!char.IsAsciiHexDigit(digit))
                return false;
        }
        return true;
    }
}
