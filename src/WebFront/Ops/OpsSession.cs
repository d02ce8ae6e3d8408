using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.WebFront;

namespace QliroAdapter.Ops;

/// <summary>
/// The cookie of a logged-in operator: its time of expiry, and an HMAC over that and the hash of the token that was
/// used to log in. The key is a callback secret, so every node can verify it, and knowing a configured hash is not
/// enough to forge one. The session ends at its expiry, or when the token is removed from the settings.
/// </summary>
internal sealed class OpsSession(IOptions<CallbackTokenOptions> options, TimeProvider clock)
{
    public const string Cookie = "qliro-adapter-ops";

    /// <summary>A working day.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(10);

    private const string Purpose = "ops-session";

    public string Open(byte[] tokenHash)
    {
        var end = clock.GetUtcNow().Add(Length).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{end}.{Sign(options.Value.CallbackSecrets[0], tokenHash, end)}";
    }

    public bool IsOpen(string? cookie, AccessTokens tokens)
    {
        if (cookie?.Split('.') is not [var end, var signature]
            || !long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds <= clock.GetUtcNow().ToUnixTimeSeconds())
            return false;
        var presented = Encoding.UTF8.GetBytes(signature);
        var fits = false;
        foreach (var hash in tokens.Hashes)
        {
            foreach (var secret in options.Value.CallbackSecrets)
            {
                var expected = Encoding.UTF8.GetBytes(Sign(secret, hash, end));
                fits |= CryptographicOperations.FixedTimeEquals(presented, expected);
            }
        }
        return fits;
    }

    private static string Sign(string secret, byte[] tokenHash, string end) => Base64Url.EncodeToString(
        HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret),
            Encoding.UTF8.GetBytes($"{Purpose}|{Convert.ToHexString(tokenHash)}|{end}")));
}
