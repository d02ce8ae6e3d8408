using System.Net.Http.Headers;

namespace QliroAdapter.Client;

/// <summary>
/// Adds the caller's headers: merchant and channel always, the bearer token unless the URL carries a callback token.
/// </summary>
internal sealed class CallerHandler(AdapterClientOptions options) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.RequestUri!.Query.Contains("token=", StringComparison.Ordinal))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.AccessToken);
        request.Headers.TryAddWithoutValidation(AdapterHeaders.Merchant, options.Merchant);
        request.Headers.TryAddWithoutValidation(AdapterHeaders.Channel, options.Channel);
        return base.SendAsync(request, cancellationToken);
    }
}
