using System.Security.Cryptography;
using System.Text;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary>
/// A set of bearer tokens, of which only hashes are kept. An empty set lets nobody in. Several tokens are valid at the
/// same time, so that one can be replaced without an interruption. Thread-safe.
/// </summary>
internal sealed class AccessTokens
{
    private readonly byte[][] hashes;

    /// <param name="configured">
    /// Each is a token in plain text, or <c>sha256:</c> and the 64 hex digits of a token's hash.
    /// </param>
    public AccessTokens(IEnumerable<string> configured) => hashes = [.. configured.Select(HashOf)];

    /// <summary>False when no token was configured.</summary>
    public bool Any => hashes.Length > 0;

    /// <summary>The hash of the presented token when it is one of the set, otherwise null.</summary>
    public byte[]? Match(string? presented) => Find(presented) is { } place ? hashes[place] : null;

    /// <summary>
    /// The place of the presented token in the set, otherwise null. Compares with every token, so that the time tells
    /// nothing about which one matches.
    /// </summary>
    public int? Find(string? presented)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(presented ?? ""));
        int? found = null;
        for (var place = 0; place < hashes.Length; place++)
        {
            if (CryptographicOperations.FixedTimeEquals(hashes[place], hash)) found = place;
        }
        return presented is null ? null : found;
    }

    /// <summary>The hashes of all tokens in the set, to verify sessions that were opened with one of them.</summary>
    public IEnumerable<byte[]> Hashes => hashes;

    private static byte[] HashOf(string configured) => AccessTokenAttribute.IsHashed(configured)
        ? Convert.FromHexString(configured.AsSpan(AccessTokenAttribute.HashedPrefix.Length))
        : SHA256.HashData(Encoding.UTF8.GetBytes(configured));
}
