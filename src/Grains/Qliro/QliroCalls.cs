using System.Text.Json;
using Microsoft.Extensions.Logging;
using QliroAdapter.Partners;

namespace QliroAdapter.Qliro;

/// <summary>
/// What both Qliro APIs share: the key goes into the body, the body is made once, and those bytes are signed and sent.
/// </summary>
internal sealed class QliroCalls(
    string root, HttpClient client, PartnerGates gates, TimeProvider clock, QliroOptions options, ILogger logger)
{
    private const string Partner = "Qliro";

    private readonly PartnerHttp http = new(Partner, client, gates, clock, options.Timeout, logger);

    /// <inheritdoc cref="PartnerGate.HoldsUntil"/>
    public DateTimeOffset? HoldsUntil(QliroAccount account)
        => gates.Before(Partner, new(account.ApiUrl)).HoldsUntil();

    public Task<Answer<T>> Get<T>(QliroAccount account, string operation, string path, CancellationToken ct)
        where T : class
        => http.Call(Signed(account, operation, HttpMethod.Get, path, null), Read<T>, ct);

    public Task<Answer<T>> Send<T>(
        QliroAccount account, string operation, HttpMethod method, string path, QliroRequest body, CancellationToken ct)
        where T : class
        => http.Call(Signed(account, operation, method, path, body), Read<T>, ct);

    private static T? Read<T>(PartnerReply reply)
        where T : class
        => typeof(T) == typeof(Done)
            ? (T)(object)Done.Yes
            : JsonSerializer.Deserialize<T>(reply.Body, QliroJson.Options);

    private PartnerRequest Signed(
        QliroAccount account, string operation, HttpMethod method, string path, QliroRequest? body)
    {
        var keyed = body is null ? null : body with { MerchantApiKey = account.MerchantApiKey };
        var bytes = keyed is null
            ? null
            : JsonSerializer.SerializeToUtf8Bytes(keyed, keyed.GetType(), QliroJson.Options);
        var token = QliroToken.For(bytes, account.MerchantApiSecret);
        return new(operation, method, PartnerUrl.Join(account.ApiUrl, root + path))
        {
            Body = bytes,
            Headers = [new("Authorization", $"{QliroToken.Scheme} {token}")],
        };
    }
}
