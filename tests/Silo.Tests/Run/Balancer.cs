using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace QliroAdapter.Silo.Tests.Run;

/// <summary>
/// Plays the load balancer: each call goes to the next node in turn, or to the one after it when nobody listens there.
/// A call that broke off half-way must be repeated by its caller.
/// </summary>
internal sealed class Balancer() : DelegatingHandler(new SocketsHttpHandler
{
    ConnectTimeout = TimeSpan.FromSeconds(2), MaxConnectionsPerServer = 256, UseProxy = false,
})
{
    /// <summary>The name under which partners and shoppers know the nodes.</summary>
    public const string Url = "http://adapter.example";

    private int turn;

    /// <summary>The nodes that get calls; a node that is about to stop is taken out first.</summary>
    public IReadOnlyList<string> Nodes { get; set; } = [];

    /// <summary>The bearer token that callers send in place of their own; their own when absent.</summary>
    public string? Bearer { get; set; }

    /// <summary>The calls that a node refused for its caller, or failed at.</summary>
    public ConcurrentQueue<string> Refusals { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery;
        if (request.Content is not null) await request.Content.LoadIntoBufferAsync(cancellationToken);
        if (Bearer is { } bearer && request.Headers.Authorization is not null)
            request.Headers.Authorization = new("Bearer", bearer);
        var nodes = Nodes;
        for (var tries = 1; ; tries++)
        {
            var number = (uint)Interlocked.Increment(ref turn) % (uint)nodes.Count;
            request.RequestUri = new(nodes[(int)number] + path);
            try
            {
                var answer = await base.SendAsync(request, cancellationToken);
                if (answer.StatusCode == HttpStatusCode.Unauthorized || (int)answer.StatusCode >= 500)
                    Refusals.Enqueue($"{(int)answer.StatusCode} {request.Method} {path}");
                return answer;
            }
            catch (HttpRequestException refused) when (
                refused.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
                && tries < nodes.Count)
            {
                // Nobody listens, so the next node gets the call.
            }
        }
    }
}
