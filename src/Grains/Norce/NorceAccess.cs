using System.Net;
using QliroAdapter.Partners;

namespace QliroAdapter.Norce;

/// <summary>
/// Gives every call the four headers that Norce wants, and one more try with a fresh token when a fetched one was
/// refused (a refused call did nothing, so repeating it is safe for writes too).
/// </summary>
internal sealed class NorceAccess(NorceTokens tokens) : DelegatingHandler
{
    private const string Authorization = "Authorization";

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var channel = ((NorceTarget)CallTarget.Of(request)).Channel;
        var token = await Token(cancellationToken);
        request.Headers.TryAddWithoutValidation(Authorization, "Bearer " + token.Reveal());
        request.Headers.TryAddWithoutValidation("x-merchant", channel.Merchant);
        request.Headers.TryAddWithoutValidation("x-channel", channel.Channel);
        request.Headers.TryAddWithoutValidation("x-adapterid", NorceAdapter.Id);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized || !tokens.CanRenew) return response;

        response.Dispose();
        tokens.Drop(token);
        var fresh = await Token(cancellationToken);
        request.Headers.Remove(Authorization);
        request.Headers.TryAddWithoutValidation(Authorization, "Bearer " + fresh.Reveal());
        return await base.SendAsync(request, cancellationToken);
    }

    private async ValueTask<Masked> Token(CancellationToken limited)
    {
        var answer = await tokens.Get(limited);
        return answer.Value ?? throw new NotSentException(answer.Failure!) { IsToldAlready = true };
    }
}
