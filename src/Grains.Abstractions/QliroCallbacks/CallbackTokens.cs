using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// The tokens in the URLs that Qliro calls. Qliro signs nothing, so the URL itself carries the proof: HMAC-SHA-256 over
/// a purpose and the whole payment key, as unpadded base64url. A token needs no storage and does not expire, because
/// Qliro reports on captures and refunds months after the order. Thread-safe.
/// </summary>
public sealed class CallbackTokens
{
    private const string Purpose = "qliro";

    private readonly byte[][] secrets;
    private readonly bool required;

    /// <exception cref="ArgumentException">There is no secret to sign with.</exception>
    public CallbackTokens(IOptions<CallbackTokenOptions> options)
    {
        if (options.Value.CallbackSecrets.Count == 0)
            throw new ArgumentException("A callback token needs at least one secret.", nameof(options));
        secrets = [.. options.Value.CallbackSecrets.Select(Encoding.UTF8.GetBytes)];
        required = options.Value.RequireCallbackToken;
    }

    /// <summary>The token for this payment's URLs, signed by the first secret.</summary>
    public string For(PaymentKey key) => Sign(secrets[0], Framed(key));

    /// <summary>
    /// True when one of the secrets signed this token for this payment, or when tokens are not required. Takes the same
    /// time whichever secret matches, so that the time tells nothing.
    /// </summary>
    public bool Matches(PaymentKey key, string? token)
    {
        if (!required) return true;
        var presented = Encoding.UTF8.GetBytes(token ?? "");
        var framed = Framed(key);
        var matches = false;
        foreach (var secret in secrets)
            matches |= CryptographicOperations.FixedTimeEquals(presented, Encoding.UTF8.GetBytes(Sign(secret, framed)));
        return matches;
    }

    private static string Sign(byte[] secret, byte[] framed)
        => Base64Url.EncodeToString(HMACSHA256.HashData(secret, framed));

    // Each part is preceded by its length, so that no two keys share one text: ("ab","c") and ("a","bc") differ.
    private static byte[] Framed(PaymentKey key)
    {
        using var framed = new MemoryStream();
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in (string[])[Purpose, key.OrderId, key.PaymentId, key.Merchant, key.Channel])
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            framed.Write(length);
            framed.Write(bytes);
        }
        return framed.ToArray();
    }
}
