using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace QliroAdapter.Qliro;

/// <summary>
/// Qliro's request signature: Base64 of SHA-256 over the body's bytes followed by the secret's. Not an HMAC.
/// </summary>
public static class QliroToken
{
    /// <summary>The scheme of the Authorization header.</summary>
    public const string Scheme = "Qliro";

    /// <summary>Signs exactly these bytes; an empty body for calls without one.</summary>
    public static string For(ReadOnlySpan<byte> body, Masked secret)
    {
        var key = secret.Reveal();
        var length = body.Length + Encoding.UTF8.GetByteCount(key);
        var signed = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            body.CopyTo(signed);
            Encoding.UTF8.GetBytes(key, signed.AsSpan(body.Length));
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(signed.AsSpan(0, length), hash);
            return Convert.ToBase64String(hash);
        }
        finally
        {
            // The buffer holds the secret and personal data.
            ArrayPool<byte>.Shared.Return(signed, clearArray: true);
        }
    }
}
