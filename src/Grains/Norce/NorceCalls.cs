using System.Text.Json;
using Microsoft.Extensions.Logging;
using QliroAdapter.Partners;

namespace QliroAdapter.Norce;

/// <summary>
/// What every call to a Norce service has in common: the four headers, and one more try with a fresh token when a
/// fetched one was refused (a refused call did nothing, so repeating it is safe for writes too).
/// </summary>
internal sealed class NorceCalls(
    HttpClient client, NorceTokens tokens, PartnerGates gates, TimeProvider clock, NorceOptions options, ILogger logger)
{
    /// <summary>Who is called, as timelines say it.</summary>
    public const string Partner = "Norce";

    private readonly PartnerHttp http = new(Partner, client, gates, clock, options.Timeout, logger);

    /// <inheritdoc cref="PartnerGate.HoldsUntil"/>
    public DateTimeOffset? HoldsUntil(string baseUrl, string merchant)
        => PartnerUrl.ForMerchant(baseUrl, merchant) is { } url && PartnerUrl.IsUsable(url)
            ? gates.Before(Partner, new(url)).HoldsUntil()
            : null;

    public async Task<Answer<T>> Call<T>(
        NorceCall call, ChannelKey channel, Func<PartnerReply, T?> read, CancellationToken ct)
        where T : class
    {
        if (PartnerUrl.ForMerchant(call.BaseUrl, channel.Merchant) is not { } baseUrl)
        {
            return http.NotSent<T>(call.Operation, new(
                PartnerFailureKind.Rejected, null, null, $"'{channel.Merchant}' cannot be part of Norce's host name."));
        }

        var request = new PartnerRequest(call.Operation, call.Method, PartnerUrl.Join(baseUrl, call.Path))
        {
            Body = call.Body is null
                ? null
                : JsonSerializer.SerializeToUtf8Bytes(call.Body, call.Body.GetType(), NorceJson.Options),
            AlsoAccepted = call.AlsoAccepted,
        };
        var token = await tokens.Get(ct);
        if (token.Value is null) return http.NotSent<T>(call.Operation, token.Failure!);
        var answer = await http.Call(WithHeaders(request, channel, token.Value), read, ct);
        if (answer.Failure?.Status != 401 || !tokens.CanRenew) return answer;

        tokens.Drop(token.Value);
        var fresh = await tokens.Get(ct);
        return fresh.Value is null
            ? http.NotSent<T>(call.Operation, fresh.Failure!)
            : await http.Call(WithHeaders(request, channel, fresh.Value), read, ct);
    }

    private static PartnerRequest WithHeaders(PartnerRequest request, ChannelKey channel, Masked token) => request with
    {
        Headers =
        [
            new("Authorization", "Bearer " + token.Reveal()),
            new("x-merchant", channel.Merchant),
            new("x-channel", channel.Channel),
            new("x-adapterid", NorceAdapter.Id),
        ],
    };
}

/// <summary>One call to a Norce service.</summary>
internal sealed record NorceCall(string Operation, HttpMethod Method, string BaseUrl, string Path)
{
    /// <summary>Written as JSON; absent for calls without a body.</summary>
    public object? Body { get; init; }

    /// <inheritdoc cref="PartnerRequest.AlsoAccepted"/>
    public int? AlsoAccepted { get; init; }
}
