using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>Authenticates the caller: SHA-256 over the raw body followed by the merchant's secret, in Base64.</summary>
public static class QliroSignature
{
    /// <summary>The token for a body; the body is empty for requests without one.</summary>
    public static string Token(ReadOnlySpan<byte> body, string secret)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(body);
        hash.AppendData(Encoding.UTF8.GetBytes(secret));
        return Convert.ToBase64String(hash.GetHashAndReset());
    }

    /// <summary>
    /// The merchant that signed the request, or a refusal. The key in the body must be that merchant's as well.
    /// </summary>
    internal static QliroMerchant Verify(WireRequest request, IEnumerable<QliroMerchant> merchants)
    {
        var header = request.Header("Authorization");
        if (!header.StartsWith("Qliro ", StringComparison.Ordinal)) throw QliroRefusal.Unauthorized;
        var signer = merchants.FirstOrDefault(merchant =>
            header["Qliro ".Length..] == Token(request.Body, merchant.ApiSecret))
            ?? throw QliroRefusal.Unauthorized;
        if (request.Body.Length == 0) return signer;
        if (request.Json(ignoreCase: true) is JsonObject body && Json.String(body["MerchantApiKey"]) != signer.ApiKey)
            throw QliroRefusal.Unauthorized;
        return signer;
    }
}
