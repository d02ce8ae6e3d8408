using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace QliroAdapter.Partners.Tests;

/// <summary>
/// A simulated partner: answers in the given order, repeats the last answer, and records the requests.
/// </summary>
internal sealed class StubPartner : HttpMessageHandler
{
    private readonly ConcurrentQueue<Func<CancellationToken, Task<HttpResponseMessage>>> answers = new();
    private Func<CancellationToken, Task<HttpResponseMessage>>? last;

    public ConcurrentQueue<Seen> Requests { get; } = new();

    public Seen Request => Requests.ShouldHaveSingleItem();

    public StubPartner Answers(int status, string body = "", string mediaType = "application/json",
        Uri? location = null)
        => Answers(status, Encoding.UTF8.GetBytes(body), mediaType, location);

    public StubPartner Answers(int status, byte[] body, string mediaType = "application/json", Uri? location = null)
        => Does(_ =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(body) };
            response.Content.Headers.ContentType = new(mediaType);
            response.Headers.Location = location;
            return Task.FromResult(response);
        });

    public StubPartner Fails(HttpRequestError error)
        => Does(_ => Task.FromException<HttpResponseMessage>(new HttpRequestException(error, "The network failed.")));

    /// <summary>Does not answer until the caller gives up.</summary>
    public StubPartner StaysSilent() => Does(async token =>
    {
        var silence = new TaskCompletionSource<HttpResponseMessage>();
        await using var _ = token.Register(() => silence.TrySetCanceled(token));
        return await silence.Task;
    });

    public StubPartner Does(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        Requests.Enqueue(new Seen(request, body));
        if (answers.TryDequeue(out var next)) last = next;
        return await last!(cancellationToken);
    }

    /// <summary>One request as it was sent.</summary>
    internal sealed class Seen(HttpRequestMessage request, byte[]? body)
    {
        public string Line { get; } = $"{request.Method} {request.RequestUri}";

        public string? ContentType { get; } = request.Content?.Headers.ContentType?.ToString();

        public byte[]? Bytes { get; } = body;

        public string Body => Encoding.UTF8.GetString(Bytes ?? []);

        private readonly Dictionary<string, string> headers = request.Headers.ToDictionary(
            header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);

        public string? Header(string name) => headers.GetValueOrDefault(name);
    }
}
