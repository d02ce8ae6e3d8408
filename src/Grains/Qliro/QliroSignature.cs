using QliroAdapter.Partners;

namespace QliroAdapter.Qliro;

/// <summary>Signs each call over exactly the bytes that are sent.</summary>
internal sealed class QliroSignature : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var account = ((QliroTarget)CallTarget.Of(request)).Account;
        var body = request.Content is null ? [] : ((JsonBytes)request.Content).Bytes;
        var token = QliroToken.For(body, account.MerchantApiSecret);
        request.Headers.TryAddWithoutValidation("Authorization", $"{QliroToken.Scheme} {token}");
        return base.SendAsync(request, cancellationToken);
    }
}
