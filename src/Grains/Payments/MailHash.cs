using System.Security.Cryptography;
using System.Text;

namespace QliroAdapter.Payments;

/// <summary>
/// The form in which an e-mail address is stored for operators' search: a keyed hash (HMAC-SHA-256), which tells nobody
/// the address who has not both the key and a guess of it. Pure.
/// </summary>
public static class MailHash
{
    /// <summary>How a hash begins.</summary>
    public const string Prefix = "mail:";

    // 128 bits: no two addresses share them, and half the place in the index.
    private const int Digits = 32;

    /// <summary>Null without an address, and without a key.</summary>
    public static string? Of(string? address, string? key)
    {
        if (string.IsNullOrWhiteSpace(address) || string.IsNullOrEmpty(key)) return null;
        var hash = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(address.Trim().ToLowerInvariant()));
        return Prefix + Convert.ToHexStringLower(hash)[..Digits];
    }
}
