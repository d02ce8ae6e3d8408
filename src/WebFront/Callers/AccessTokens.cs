using System.Security.Cryptography;
using System.Text;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary>
/// A set of bearer tokens, kept as hashes only. With none, nobody is let in. Several are valid side by side, so that
/// one can be replaced without a gap. Thread-safe.
/// </summary>
internal sealed class AccessTokens
{
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

    private static byte[] HashOf(string configured) => AccessTokenAttribute.IsHashed(configured)
        ? Convert.FromHexString(configured.AsSpan(AccessTokenAttribute.HashedPrefix.Length))
        : SHA256.HashData(Encoding.UTF8.GetBytes(configured));
}
