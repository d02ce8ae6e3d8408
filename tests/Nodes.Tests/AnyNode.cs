using System.Net.Sockets;

namespace QliroAdapter.Nodes.Tests;

/// <summary>
/// What stands before the nodes, as a load balancer does: each call goes to the next node in turn; to the one after it
/// when nobody listens there. A call that broke off in the middle is the caller's to repeat.
/// </summary>
internal sealed class AnyNode() : DelegatingHandler(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) })
{
    /// <summary>The name under which partners know the nodes.</summary>
    public const string PublicUrl = "http://adapter.example";

    private IReadOnlyList<AdapterProgram> nodes = [];
    private int turn;

    public void Use(IReadOnlyList<AdapterProgram> those) => nodes = those;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery;
        if (request.Content is not null) await request.Content.LoadIntoBufferAsync(cancellationToken);
        for (var tries = 1; ; tries++)
        {
            var number = (uint)Interlocked.Increment(ref turn) % (uint)nodes.Count;
            request.RequestUri = new(nodes[(int)number].Url + path);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException refused) when (
                refused.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
                && tries < nodes.Count)
            {
                // Nobody listens: the next one.
            }
        }
    }
}
