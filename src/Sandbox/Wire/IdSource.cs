using System.Security.Cryptography;
using System.Text;

namespace QliroAdapter.Sandbox.Wire;

/// <summary>Ids in a repeatable order: the same seed gives the same ids. Safe for concurrent use.</summary>
public sealed class IdSource(string seed)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private long count;

    /// <summary>A prefix and that many letters, as Norce's ids look.</summary>
    public string Letters(string prefix, int length)
    {
        var bytes = Next();
        return prefix + string.Concat(Enumerable.Range(0, length)
            .Select(i => Alphabet[bytes[i % bytes.Length] % Alphabet.Length]));
    }

    public Guid Guid() => new(Next().AsSpan(0, 16));

    /// <summary>A text that cannot be guessed from outside, fit for a URL.</summary>
    public string Token() => Convert.ToHexStringLower(Next());

    private byte[] Next() => SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{Interlocked.Increment(ref count)}"));
}
