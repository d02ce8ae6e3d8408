using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace QliroAdapter.WebFront;

/// <summary>
/// The callback tokens that this process has let in lately, and whose they are. A token tells nobody what it was made
/// for, so this is how one that turns up at another payment is recognised. Keeps hashes, of the last 4,000 tokens at
/// least and 8,000 at most. Thread-safe.
/// </summary>
internal sealed class SeenTokens
{
    private const int Half = 4000;

    private volatile ConcurrentDictionary<long, string> newer = new();
    private volatile ConcurrentDictionary<long, string> older = new();
    private int added;

    public void Add(string? token, PaymentKey payment)
    {
        if (string.IsNullOrEmpty(token)) return;
        var now = newer;
        // Counted here, because a concurrent dictionary locks all of itself to count.
        if (!now.TryAdd(HashOf(token), payment.ToString()) || Interlocked.Increment(ref added) % Half != 0) return;
        older = now;
        newer = new();
    }

    /// <summary>The key of the payment that the token was good for; null when it is not known.</summary>
    public string? OwnerOf(string? token)
    {
        if (string.IsNullOrEmpty(token)) return null;
        var hash = HashOf(token);
        return newer.TryGetValue(hash, out var owner) || older.TryGetValue(hash, out owner) ? owner : null;
    }

    private static long HashOf(string token) => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
