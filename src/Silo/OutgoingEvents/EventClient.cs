using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using QliroAdapter.Partners;

namespace QliroAdapter.OutgoingEvents;

/// <summary>
/// Posts one event to the receiver. Follows no redirect, reads nothing of the answer but its status, and connects to no
/// private address unless that is allowed. Thread-safe.
/// </summary>
internal sealed class EventClient : IDisposable
{
    private const string NotPrivate =
        "and events are not sent to one. If the receiver is there on purpose, set Events:AllowPrivateAddresses";

    private const int DrainedBytesMax = 16 * 1024;

    private readonly EventOptions options;
    private readonly TimeProvider clock;
    private readonly HttpClient client;

    public EventClient(EventOptions options, TimeProvider clock)
    {
        (this.options, this.clock) = (options, clock);
        var guard = options.AllowPrivateAddresses ? null : new DocumentHosts(new HashSet<string>(), NotPrivate);
        client = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = guard is null ? null : guard.Connect,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            MaxResponseDrainSize = DrainedBytesMax,
            MaxResponseHeadersLength = DrainedBytesMax / 1024,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Null when the receiver took it; otherwise why not.</summary>
    public async Task<string?> Send(EventToSend sent, CancellationToken stopping)
    {
        using var timer = new CancellationTokenSource(TimeSpan.FromSeconds(options.TimeoutSeconds), clock);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, stopping);
        using var request = RequestOf(sent);
        try
        {
            using var answer = await client.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, limited.Token);
            var status = (int)answer.StatusCode;
            return answer.IsSuccessStatusCode ? null
                : status is >= 300 and < 400 ? $"It redirects ({status}), which is not followed."
                : $"It answered {status}.";
        }
        catch (OperationCanceledException) when (timer.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            return $"It did not answer within {options.TimeoutSeconds} s.";
        }
        catch (HttpRequestException failure)
        {
            return failure.InnerException is PrivateAddressException refused
                ? $"{refused.Message}."
                : $"It was not reached ({failure.HttpRequestError}).";
        }
        catch (SocketException ended)
        {
            return $"It was not reached ({ended.SocketErrorCode}).";
        }
    }

    public void Dispose() => client.Dispose();

    private HttpRequestMessage RequestOf(EventToSend sent)
    {
        var body = EventBody.Of(sent);
        var at = clock.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("webhook-id", sent.Event.Id);
        request.Headers.Add("webhook-timestamp", at.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", EventSignature.Of(sent.Event.Id, at, body, options.Secrets));
        request.Headers.UserAgent.ParseAdd("QliroAdapter");
        return request;
    }
}
