using System.Security.Cryptography;
using System.Text;

namespace QliroAdapter.WebFront;

/// <summary>
/// A set of bearer tokens, of which only hashes are kept. An empty set lets nobody in. Several tokens are valid at the
/// same time, so that one can be replaced without an interruption. Thread-safe.
/// </summary>
internal sealed class AccessTokens
{
    private const string HashedPrefix = "sha256:";

    private readonly byte[][] hashes;

    /// <param name="configured">
    /// Each is a token in plain text, or <c>sha256:</c> and the 64 hex digits of a token's hash.
    /// </param>
    public AccessTokens(IEnumerable<string> configured) => hashes = [.. configured.Select(HashOf)];

    /// <summary>False when no token was configured.</summary>
    public bool Any => hashes.Length > 0;

    /// <summary>
    /// The hash of the presented token when it is one of the set, otherwise null. Compares with every token, so that
    /// the time tells nothing about which one matches.
    /// </summary>
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

    /// <summary>The hashes of all tokens in the set, to verify sessions that were opened with one of them.</summary>
    public IEnumerable<byte[]> Hashes => hashes;

    /// <summary>What is wrong with a configured value; null when it is right.</summary>
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
