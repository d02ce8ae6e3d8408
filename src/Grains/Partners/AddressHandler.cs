namespace QliroAdapter.Partners;

/// <summary>
/// Sends each call to its own base URL: shops have their own accounts, and merchants may have their own hosts. A call
/// with its whole URL is left alone. Everything answers JSON, and is asked for it here.
/// </summary>
internal sealed class AddressHandler : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (CallTarget.Of(request).BaseUrl is { } baseUrl)
            request.RequestUri = PartnerUrl.Join(baseUrl, request.RequestUri!.PathAndQuery);
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        return base.SendAsync(request, cancellationToken);
    }
}
