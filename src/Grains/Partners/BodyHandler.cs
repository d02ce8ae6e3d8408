namespace QliroAdapter.Partners;

/// <summary>
/// Hands what a call sends and gets to the <see cref="BodyJournal"/>. Stands before the circuit's handler, which has
/// read the answer into memory.
/// </summary>
internal sealed class BodyHandler(string partner, BodyJournal journal, TimeProvider clock) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
        => journal.Wanted() is { } key ? Keep(key, request, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> Keep(
        string key, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return response;
        }
        finally
        {
            journal.Keep(new KeptCall(
                key, at, partner, CallTarget.Of(request).Operation, (int?)response?.StatusCode,
                await Bytes(request.Content).ConfigureAwait(false),
                await Bytes(response?.Content).ConfigureAwait(false)));
        }
    }

    private static async Task<byte[]> Bytes(HttpContent? content)
        => content?.Headers.ContentLength is > 0 and <= BodyJournal.BytesMax
            ? await content.ReadAsByteArrayAsync(CancellationToken.None).ConfigureAwait(false)
            : [];
}
