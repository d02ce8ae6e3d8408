using System.Collections.Concurrent;
using System.Net;

namespace QliroAdapter.Bench.Partners;

/// <summary>
/// Stands where the simulators would call the adapter. It keeps the call, which the load driver then makes itself, so
/// that the time of a call holds nothing of a simulator's. Calls are found again by their path. Safe for concurrent
/// use.
/// </summary>
internal sealed class CallbackCatcher : HttpMessageHandler
{
    /// <summary>What refuses a hook, and what Qliro takes as a decline.</summary>
    private const string Refusal = """{"DeclineReason":"Other","DeclineReasonMessage":"later"}""";

    private readonly ConcurrentDictionary<string, (string Url, string Body)> calls = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> answers = new(StringComparer.Ordinal);

    /// <summary>The call that was kept for this order and callback; it is forgotten with that.</summary>
    public (string Url, string Body) Take(string order, string callback)
        => calls.TryRemove($"{order}/{callback}", out var call)
            ? call
            : throw new InvalidOperationException($"Nobody called {callback} for order {order}.");

    /// <summary>Answers the next such call as the adapter did.</summary>
    public void Answer(string order, string callback, string body) => answers[$"{order}/{callback}"] = body;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // …/orders/{order}/payments/{payment}/{callback}
        var parts = request.RequestUri!.AbsolutePath.Split('/');
        var key = $"{parts[^4]}/{parts[^1]}";
        if (answers.TryRemove(key, out var answer))
            return new(HttpStatusCode.OK) { Content = new StringContent(answer) };
        calls[key] = (request.RequestUri.AbsoluteUri, await request.Content!.ReadAsStringAsync(cancellationToken));
        return new(HttpStatusCode.BadRequest) { Content = new StringContent(Refusal) };
    }
}
