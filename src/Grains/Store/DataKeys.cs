using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace QliroAdapter.Store;

/// <summary>
/// The keys of <c>Adapter:DataKeys</c> (envelope encryption): each payment with personal data has a key of its own,
/// which is stored beside it, wrapped by the first of these. A wrapped key is <c>1.</c>, the id of the key that wraps
/// it, and the sealed bytes, bound to the payment. Thread-safe.
/// </summary>
public sealed class DataKeys(IOptions<KeyOptions> options)
{
    /// <summary>Letters of a wrapped key that name its version and the key that wraps it.</summary>
    public const int PrefixLength = 11;

    private const int IdDigits = 8;

    private readonly (string Id, byte[] Key)[] keys =
        [.. options.Value.DataKeys.Select(text => KeyAttribute.Read(text)!).Select(key => (IdOf(key), key))];

    /// <summary>False when personal data is stored in clear.</summary>
    public bool AreThere => keys.Length > 0;

    /// <summary>Beginnings of the wrapped keys that can be unwrapped; the first is what new ones begin with.</summary>
    public IReadOnlyList<string> Prefixes => [.. keys.Select(key => PrefixOf(key.Id))];

    /// <summary>A new key for a payment.</summary>
    public static byte[] New() => RandomNumberGenerator.GetBytes(KeyAttribute.Bytes);

    /// <summary>The payment's key as it is stored.</summary>
    public string Wrap(ReadOnlySpan<byte> key, string payment)
        => PrefixOf(keys[0].Id) + SealedBytes.Seal(keys[0].Key, key, About("key", payment));

    /// <exception cref="DataKeyMissingException">None of the keys wrapped it.</exception>
    /// <exception cref="CryptographicException">It was changed, or is another payment's.</exception>
    public byte[] Unwrap(string wrapped, string payment)
        => SealedBytes.Open(KeyOf(wrapped, payment), wrapped.AsSpan(PrefixLength), About("key", payment));

    /// <summary>The same key, wrapped by the first.</summary>
    public string Rewrap(string wrapped, string payment) => Wrap(Unwrap(wrapped, payment), payment);

    /// <summary>Seals a text that is kept beside the payment and not in it.</summary>
    public string Seal(string text, string payment)
        => PrefixOf(keys[0].Id)
            + SealedBytes.Seal(Derived(keys[0].Key, payment), Encoding.UTF8.GetBytes(text), About("text", payment));

    /// <summary>True for what <see cref="Seal"/> made.</summary>
    public static bool IsSealed(string text) => text.StartsWith("1.", StringComparison.Ordinal)
        && text.Length > PrefixLength && text[PrefixLength - 1] == '.';

    /// <exception cref="DataKeyMissingException">None of the keys sealed it.</exception>
    /// <exception cref="CryptographicException">It was changed, or is another payment's.</exception>
    public string Open(string text, string payment) => Encoding.UTF8.GetString(SealedBytes.Open(
        Derived(KeyOf(text, payment), payment), text.AsSpan(PrefixLength), About("text", payment)));

    private byte[] KeyOf(string wrapped, string payment)
    {
        foreach (var (id, key) in keys)
        {
            if (wrapped.StartsWith(PrefixOf(id), StringComparison.Ordinal)) return key;
        }
        throw new DataKeyMissingException(payment, wrapped.Split('.') is [_, var named, ..] ? named : "unknown");
    }

    private static byte[] Derived(byte[] key, string payment)
        => HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyAttribute.Bytes, info: About("text", payment));

    // Tells the key from others, and tells nothing about it.
    private static string IdOf(byte[] key)
        => Convert.ToHexStringLower(HMACSHA256.HashData(key, "qliro-adapter data key"u8))[..IdDigits];

    private static string PrefixOf(string id) => $"1.{id}.";

    private static byte[] About(string what, string payment)
        => Encoding.UTF8.GetBytes($"qliro-adapter {what} 1\n{payment}");
}

/// <summary>
/// A payment's key is wrapped by a key that is not in the settings. Nothing was read or written; with the key in
/// <c>Adapter:DataKeys</c> again, all is there.
/// </summary>
public sealed class DataKeyMissingException(string payment, string id)
    : Exception($"{payment} is sealed under the data key {id}, which is not in Adapter:DataKeys; put it there again.")
{
    /// <summary>What tells the missing key from others; no secret.</summary>
    public string Id { get; } = id;
}
