using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// The keys of <c>Adapter:TimelineKeys</c>: HMAC-SHA-256 over the heads of timelines and over counted repeats. A
/// signature is the id of its key, and the HMAC in base64url. Thread-safe.
/// </summary>
public sealed class TimelineKeys(IOptions<KeyOptions> options)
{
    private const int IdDigits = 8;

    private readonly (string Id, byte[] Key)[] keys =
        [.. options.Value.TimelineKeys.Select(text => KeyAttribute.Read(text)!).Select(key => (IdOf(key), key))];

    /// <summary>False when timelines are not signed.</summary>
    public bool AreThere => keys.Length > 0;

    /// <summary>By the first key.</summary>
    public string Sign(string text) => $"{keys[0].Id}.{Mac(keys[0].Key, text)}";

    /// <summary>Why the signature does not prove the text; null when it does.</summary>
    public string? WhyNot(string text, string signature)
    {
        var id = signature.Split('.')[0];
        foreach (var (known, key) in keys)
        {
            if (known != id) continue;
            return CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes($"{known}.{Mac(key, text)}"), Encoding.UTF8.GetBytes(signature))
                ? null
                : "its signature is wrong";
        }
        return $"it is signed with the timeline key {WellFormedText.Cut(id, IdDigits)}, which is not in "
            + "Adapter:TimelineKeys";
    }

    /// <summary>The signature of a row that counts repeats.</summary>
    public string SignRepeat(string payment, TimelineEntry repeat) => Sign(TextOf(payment, repeat));

    /// <summary>Why a row that counts repeats is not as it was written; null when it is.</summary>
    public string? WhyNotRepeat(string payment, TimelineEntry repeat, string signature)
        => WhyNot(TextOf(payment, repeat), signature);

    private static string TextOf(string payment, TimelineEntry repeat)
    {
        var (first, last) = (Micros(repeat.At), Micros(repeat.LastAt ?? repeat.At));
        return FormattableString.Invariant($"repeat 1\n{payment}\n{repeat.Times}\n{first}\n{last}\n{repeat.Summary}");
    }

    private static long Micros(DateTimeOffset at) => at.UtcTicks / TimeSpan.TicksPerMicrosecond;

    private static string Mac(byte[] key, string text)
        => System.Buffers.Text.Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    private static string IdOf(byte[] key)
        => Convert.ToHexStringLower(HMACSHA256.HashData(key, "qliro-adapter timeline key"u8))[..IdDigits];
}
