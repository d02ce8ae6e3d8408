namespace QliroAdapter.Partners;

/// <summary>
/// Sends each call to its own base URL, because shops have their own accounts and merchants may have their own hosts. A
/// call that has its whole URL is left as it is. Also asks for JSON, which is what every operation returns.
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
