using System.Net;
using System.Text;

namespace QliroAdapter.Client.Tests;

/// <summary>
/// Stands in for the adapter: records the calls and answers as the test says; the last answer is repeated.
/// </summary>
internal sealed class Wire(params Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>[] answers)
    : HttpMessageHandler
{
    public const string Base = "http://adapter.test/";

    public static readonly AdapterClientOptions Options = new()
    {
        BaseUrl = new(Base), AccessToken = "secret-token", Merchant = "norce", Channel = "1",
    };

    public List<Call> Calls { get; } = [];

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Answer(
        int status, string body = "", string type = "application/json", string? retryAfter = null) => (call, _) =>
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status)
        {
            RequestMessage = call, Content = new StringContent(body, Encoding.UTF8, type),
        };
        answer.Headers.Add("x-trace-id", "trace-1");
        if (retryAfter is not null) answer.Headers.Add("Retry-After", retryAfter);
        return Task.FromResult(answer);
    };

    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Fail(Exception failure) =>
        (_, _) => Task.FromException<HttpResponseMessage>(failure);

    /// <summary>Answers only when the call is cancelled.</summary>
    public static async Task<HttpResponseMessage> Silence(HttpRequestMessage call, CancellationToken cancel)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel);
        throw new InvalidOperationException();
    }

    public IAdapterClient Client(TimeProvider? clock = null, AdapterClientOptions? options = null)
        => AdapterClients.Create(options ?? Options, this, clock);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Calls.Add(new(
            request.Method.Method, request.RequestUri!,
            request.Headers.ToDictionary(
                one => one.Key, one => string.Join(',', one.Value), StringComparer.OrdinalIgnoreCase),
            request.Content is { } body ? await body.ReadAsStringAsync(cancellationToken) : null,
            request.Content?.Headers.ContentType?.MediaType));
        return await answers[Math.Min(Calls.Count, answers.Length) - 1](request, cancellationToken);
    }

    /// <summary>A call as it was sent; the body is null when there was none.</summary>
    internal sealed record Call(
        string Method, Uri Url, Dictionary<string, string> Headers, string? Body, string? ContentType);
}
