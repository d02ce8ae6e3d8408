using System.Net;
using System.Net.Sockets;
using System.Text;

namespace QliroAdapter.Stores.Tests.Postgres;

/// <summary>A proxy between a store and its server that cuts connections, once for each time it is told to.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly int server;
    private readonly Task accepting;
    private int requestsToCut;
    private int answersToCut;

    public CuttingProxy(int server)
    {
        this.server = server;
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Number of cuts so far.</summary>
    public int Cuts { get; private set; }

    /// <summary>The next commit never reaches the server.</summary>
    public void CutNextCommit() => Volatile.Write(ref requestsToCut, 1);

    /// <summary>The next commits reach the server and are carried out, but their answers are lost.</summary>
    public void CutNextAnswers(int answers) => Volatile.Write(ref answersToCut, answers);

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Stop();
        await accepting;
        closing.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true) _ = Carry(await listener.AcceptTcpClientAsync(closing.Token));
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
        {
            // The test has ended.
        }
    }

    private async Task Carry(TcpClient client)
    {
        using var there = new TcpClient();
        using (client)
        {
            await there.ConnectAsync(IPAddress.Loopback, server, closing.Token);
            var cutsAnswer = false;
            var asking = Copy(client.GetStream(), there.GetStream(), bytes =>
            {
                var text = Encoding.ASCII.GetString(bytes.Span);
                if (!text.Contains("payment_commit", StringComparison.Ordinal)) return true;
                if (Interlocked.Exchange(ref requestsToCut, 0) > 0) return false;
                cutsAnswer = Interlocked.Decrement(ref answersToCut) >= 0;
                return true;
            });
            var answering = Copy(there.GetStream(), client.GetStream(), _ => !cutsAnswer);
            await Task.WhenAny(asking, answering);
        }
    }

    private async Task Copy(NetworkStream from, NetworkStream to, Func<ReadOnlyMemory<byte>, bool> isLetThrough)
    {
        var buffer = new byte[256 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, closing.Token) is var count and > 0)
            {
                if (!isLetThrough(buffer.AsMemory(0, count)))
                {
                    Cuts++;
                    return;
                }

                await to.WriteAsync(buffer.AsMemory(0, count), closing.Token);
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One end has closed, so the other is closed as well.
        }
    }
}
