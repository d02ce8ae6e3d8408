using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace QliroAdapter.OutgoingEvents;

/// <summary>
/// The signatures of Standard Webhooks, version 1: HMAC-SHA256 over <c>id.timestamp.body</c>, in base64. Pure.
/// </summary>
internal static class EventSignature
{
    /// <summary>One signature for each secret, with spaces between: the header <c>webhook-signature</c>.</summary>
    public static string Of(string id, long unixSeconds, byte[] body, IReadOnlyList<string> secrets)
    {
        byte[] signed =
            [.. Encoding.UTF8.GetBytes($"{id}.{unixSeconds.ToString(CultureInfo.InvariantCulture)}."), .. body];
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(
            HMACSHA256.HashData(SigningSecretAttribute.KeyOf(secret)!, signed))));
    }
}
