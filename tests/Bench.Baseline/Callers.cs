using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace QliroAdapter.Bench.Baseline;

/// <summary>Who may call: shops and Norce by their bearer token, Qliro by the token in the URL that it was given.</summary>
public sealed class Callers(IConfiguration settings)
{
    private readonly byte[] bearer = Encoding.UTF8.GetBytes("Bearer " + settings["Adapter:AccessTokens:0"]);
    private readonly byte[] secret = Encoding.UTF8.GetBytes(settings["Adapter:CallbackSecrets:0"]!);

    public bool HasBearer(HttpContext call) => CryptographicOperations.FixedTimeEquals(
        bearer, Encoding.UTF8.GetBytes(call.Request.Headers.Authorization.ToString()));

    public bool IsQliro(HttpContext call, string order, string payment) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(Token(order, payment)), Encoding.UTF8.GetBytes(call.Request.Query["token"].ToString()));

    public string Token(string order, string payment)
        => Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"qliro/{order}/{payment}")));
}
