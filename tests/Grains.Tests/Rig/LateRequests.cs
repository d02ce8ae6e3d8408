using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Grains.Tests.Rig;

/// <summary>Requests that reach Qliro once more, after their caller has given them up.</summary>
public static class LateRequests
{
    public static async Task SendAgain(this Shop shop, RecordedRequest sent)
    {
        using var wire = new HttpMessageInvoker(shop.Qliro.CreateHandler());
        using var request = new HttpRequestMessage(new(sent.Method), shop.Qliro.BaseUrl + sent.Path);
        request.Content = new StringContent(sent.Body);
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("Authorization", sent.Header("Authorization"));
        (await wire.SendAsync(request, CancellationToken.None)).IsSuccessStatusCode.ShouldBeTrue();
    }
}
