using System.Net.Http.Headers;
using System.Text;

namespace QliroAdapter.Sandbox.Wire;

/// <summary>Calls from a simulated partner to the adapter: limited by the clock, never following a redirect.</summary>
public sealed class Outbound(HttpMessageHandler? handler, TimeProvider clock) : IDisposable
{
    private readonly HttpClient client =
        new(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }, handler is null)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <summary>Posts JSON. A null status means that no answer came in time or the connection broke.</summary>
    public async Task<OutboundAnswer> Post(string url, string body, IReadOnlyDictionary<string, string> headers,
        TimeSpan limit)
    {
        using var timeout = new CancellationTokenSource(limit, clock);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url));
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
            using var response = await client.SendAsync(request, timeout.Token).WaitAsync(timeout.Token);
            return new OutboundAnswer((int)response.StatusCode,
                await response.Content.ReadAsStringAsync(timeout.Token), null);
        }
        catch (OperationCanceledException)
        {
            return new OutboundAnswer(null, "", $"no answer within {limit.TotalSeconds} s");
        }
        catch (Exception failure) when (
            failure is HttpRequestException or IOException or UriFormatException or InvalidOperationException)
        {
            return new OutboundAnswer(null, "", failure.Message);
        }
    }

    public void Dispose() => client.Dispose();
}

/// <summary>
/// An answer to an outbound call; <see cref="Status"/> is null when there was none and <see cref="Failure"/> says why.
/// </summary>
public sealed record OutboundAnswer(int? Status, string Body, string? Failure)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
