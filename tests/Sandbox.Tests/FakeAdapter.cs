using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace QliroAdapter.Sandbox.Tests;

/// <summary>Takes the calls a simulator makes to the adapter and answers as the test wants.</summary>
internal sealed class FakeAdapter : HttpMessageHandler
{
    private readonly ConcurrentQueue<(string Url, string Body)> calls = new();

    public Func<string, string, (int Status, string Body)> Answer { get; set; } =
        (_, _) => (200, """{"CallbackResponse":"received"}""");

    /// <summary>While set, calls are not answered until it completes.</summary>
    public Task Silence { get; set; } = Task.CompletedTask;

    public IReadOnlyList<(string Url, string Body)> Calls => [.. calls];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request,
        CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsStringAsync(cancellationToken);
        var url = request.RequestUri!.ToString();
        calls.Enqueue((url, body));
        await Silence.WaitAsync(cancellationToken);
        var (status, text) = Answer(url, body);
        return new HttpResponseMessage((HttpStatusCode)status)
        {
            Content =
            new StringContent(text, Encoding.UTF8, "application/json")
        };
    }
}
