using System.Net.Http.Headers;

namespace QliroAdapter.Sandbox.Wire;

/// <summary>
/// Passes a client's requests to a simulator without a socket. The bytes arrive exactly as they would over a socket.
/// </summary>
internal sealed class WireHandler(WireServer server) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in request.Headers.NonValidated) headers[name] = values.ToString();
        if (request.Content is { } content)
            foreach (var (name, values) in content.Headers.NonValidated) headers[name] = values.ToString();
        var arrived =
            new WireRequest(request.Method.Method, request.RequestUri!.AbsolutePath, request.RequestUri.Query, headers,
                body);

        // The partner finishes what it has begun, even when the caller gives up.
        var answer = await server.Exchange(arrived).WaitAsync(cancellationToken)
            ?? throw new HttpRequestException("The simulated connection broke.");
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(answer.Body),
        };
        if (answer.ContentType is not null)
            response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(answer.ContentType);
        foreach (var (name, value) in answer.Headers) response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }
}
