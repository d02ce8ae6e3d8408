using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.WebFront;

namespace QliroAdapter.Ops;

/// <summary>
/// The cookie of a logged-in operator: a random id, its time of expiry, and an HMAC over both and the hash of the token
/// that was used to log in. The key is a callback secret, so every node can verify it, and knowing a configured hash is
/// not enough to forge one. The session ends at its expiry, when the token is removed from the settings, or by logging
/// out, which <see cref="IOperatorSessions"/> knows.
/// </summary>
internal sealed class OpsSession(IOptions<CallbackTokenOptions> options, TimeProvider clock)
{
    public const string Cookie = "qliro-adapter-ops";

    /// <summary>A working day.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(10);

    private const string Purpose = "ops-session";

    private const int IdBytes = 16;

    public string Open(byte[] tokenHash)
    {
        var end = clock.GetUtcNow().Add(Length).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));
        return $"{id}.{end}.{Sign(options.Value.CallbackSecrets[0], tokenHash, id, end)}";
    }

    /// <summary>The login that the cookie stands for; null when it stands for none, or is over.</summary>
    public OperatorLogin? Verify(string? cookie, AccessTokens tokens)
    {
        if (cookie?.Split('.') is not [var id, var end, var signature]
            || !long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || seconds <= clock.GetUtcNow().ToUnixTimeSeconds())
            return null;
        var presented = Encoding.UTF8.GetBytes(signature);
        OperatorLogin? login = null;
        foreach (var hash in tokens.Hashes)
        {
            foreach (var secret in options.Value.CallbackSecrets)
            {
                var expected = Encoding.UTF8.GetBytes(Sign(secret, hash, id, end));
                if (CryptographicOperations.FixedTimeEquals(presented, expected))
                    login = new(id, DateTimeOffset.FromUnixTimeSeconds(seconds), hash);
            }
        }
        return login;
    }

    private static string Sign(string secret, byte[] tokenHash, string id, string end) => Base64Url.EncodeToString(
        HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret),
            Encoding.UTF8.GetBytes($"{Purpose}|{Convert.ToHexString(tokenHash)}|{id}|{end}")));
}

/// <summary>A session as its cookie tells it.</summary>
/// <param name="Id">Random.</param>
/// <param name="End">When the cookie expires.</param>
/// <param name="TokenHash">The hash of the token that opened it.</param>
internal sealed record OperatorLogin(string Id, DateTimeOffset End, byte[] TokenHash);
