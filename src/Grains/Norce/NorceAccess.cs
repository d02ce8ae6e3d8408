using System.Net;
using QliroAdapter.Partners;

namespace QliroAdapter.Norce;

/// <summary>
/// Adds the four headers that Norce requires to every call. When Norce refuses a fetched token, the call is sent once
/// more with a fresh one. That is safe for writes as well, because a refused call did nothing.
/// </summary>
internal sealed class NorceAccess(NorceTokens tokens) : DelegatingHandler
{
    private const string Authorization = "Authorization";

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var channel = ((NorceTarget)CallTarget.Of(request)).Channel;
        request.Headers.TryAddWithoutValidation("x-merchant", channel.Merchant);
        request.Headers.TryAddWithoutValidation("x-channel", channel.Channel);
        request.Headers.TryAddWithoutValidation("x-adapterid", NorceAdapter.Id);
        return tokens.Known is { } token && !tokens.CanRenew
            ? base.SendAsync(Bearing(token, request), cancellationToken)
            : SendRenewing(request, cancellationToken);
    }

    private static HttpRequestMessage Bearing(Masked token, HttpRequestMessage request)
    {
        request.Headers.Remove(Authorization);
        request.Headers.TryAddWithoutValidation(Authorization, "Bearer " + token.Reveal());
        return request;
    }

    private async Task<HttpResponseMessage> SendRenewing(HttpRequestMessage request, CancellationToken limited)
    {
        var token = await Token(limited).ConfigureAwait(false);
        var response = await base.SendAsync(Bearing(token, request), limited).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !tokens.CanRenew) return response;

        response.Dispose();
        tokens.Drop(token);
        return await base.SendAsync(
            Bearing(await Token(limited).ConfigureAwait(false), request), limited).ConfigureAwait(false);
    }

    private async ValueTask<Masked> Token(CancellationToken limited)
    {
        var answer = await tokens.Get(limited).ConfigureAwait(false);
        return answer.Value ?? throw new NotSentException(answer.Failure!) { IsToldAlready = true };
    }
}
