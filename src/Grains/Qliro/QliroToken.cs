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
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(body);
        hash.AppendData(Encoding.UTF8.GetBytes(secret.Reveal()));
        return Convert.ToBase64String(hash.GetHashAndReset());
    }
}
