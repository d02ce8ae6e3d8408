using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// The tokens in the URLs that Qliro calls. Qliro signs nothing, so the URL itself carries the proof: HMAC-SHA-256 over
/// a purpose and the whole payment key, as unpadded base64url. A token needs no storage. By default it does not expire,
/// because Qliro reports on captures and refunds months after the order; where the settings let it, its end stands
/// before it, with a dot between, and is signed as well. Such a token opens only the routes of its own purpose.
/// Thread-safe.
/// </summary>
public sealed class CallbackTokens
{
    private const string Purpose = "qliro";

    private readonly byte[][] secrets;
    private readonly bool required;
    private readonly CallbackTokenHours hours;
    private readonly TimeProvider clock;

    /// <exception cref="ArgumentException">There is no secret to sign with.</exception>
    public CallbackTokens(IOptions<CallbackTokenOptions> options, TimeProvider? clock = null)
    {
        if (options.Value.CallbackSecrets.Count == 0)
            throw new ArgumentException("A callback token needs at least one secret.", nameof(options));
        secrets = [.. options.Value.CallbackSecrets.Select(Encoding.UTF8.GetBytes)];
        required = options.Value.RequireCallbackToken;
        hours = options.Value.CallbackTokenHours;
        this.clock = clock ?? TimeProvider.System;
    }

    /// <summary>The token for this payment's URLs that does not expire, signed by the first secret.</summary>
    public string For(PaymentKey key) => Sign(secrets[0], Framed(Purpose, key));

    /// <summary>The token for this payment's URLs of this purpose, signed by the first secret.</summary>
    public string For(PaymentKey key, CallbackPurpose purpose)
    {
        if (HoursOf(purpose) is not { } valid) return For(key);
        var end = clock.GetUtcNow().AddHours(valid).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{end}.{Sign(secrets[0], Framed(Until(purpose, end), key))}";
    }

    /// <summary>
    /// Whether one of the secrets signed this token for this payment and purpose. Good, too, when tokens are not
    /// required. Takes the same time whichever secret matches, so that the time tells nothing.
    /// </summary>
    public TokenVerdict Judge(PaymentKey key, CallbackPurpose purpose, string? token)
    {
        if (!required) return TokenVerdict.Good;
        var dot = token?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot < 0) return IsSigned(token, Framed(Purpose, key)) ? TokenVerdict.Good : TokenVerdict.Wrong;
        var end = token![..dot];
        if (!long.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || !IsSigned(token[(dot + 1)..], Framed(Until(purpose, end), key)))
            return TokenVerdict.Wrong;
        return seconds > clock.GetUtcNow().ToUnixTimeSeconds() ? TokenVerdict.Good : TokenVerdict.Expired;
    }

    private bool IsSigned(string? signature, byte[] framed)
    {
        var presented = Encoding.UTF8.GetBytes(signature ?? "");
        var matches = false;
        foreach (var secret in secrets)
            matches |= CryptographicOperations.FixedTimeEquals(presented, Encoding.UTF8.GetBytes(Sign(secret, framed)));
        return matches;
    }

    private int? HoursOf(CallbackPurpose purpose)
        => purpose == CallbackPurpose.Checkout ? hours.Checkout : hours.Reports;

    private static string Until(CallbackPurpose purpose, string end)
        => $"{Purpose}-{(purpose == CallbackPurpose.Checkout ? "checkout" : "reports")}-until-{end}";

    private static string Sign(byte[] secret, byte[] framed)
        => Base64Url.EncodeToString(HMACSHA256.HashData(secret, framed));

    // Each part is preceded by its length, so that no two keys share one text: ("ab","c") and ("a","bc") differ.
    private static byte[] Framed(string purpose, PaymentKey key)
    {
        using var framed = new MemoryStream();
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in (string[])[purpose, key.OrderId, key.PaymentId, key.Merchant, key.Channel])
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            framed.Write(length);
            framed.Write(bytes);
        }
        return framed.ToArray();
    }
}

/// <summary>What a callback token is for.</summary>
public enum CallbackPurpose
{
    /// <summary>The callbacks of a purchase: validate, shipping methods, shipping addresses.</summary>
    Checkout,

    /// <summary>Reports: push, status, notification, saved card.</summary>
    Reports,
}

/// <summary>What a callback token is worth.</summary>
public enum TokenVerdict
{
    /// <summary>Missing, forged, or made for something else.</summary>
    Wrong,

    /// <summary>Made for this, and too old.</summary>
    Expired,

    /// <summary>The caller was given it by the adapter, for this.</summary>
    Good,
}
