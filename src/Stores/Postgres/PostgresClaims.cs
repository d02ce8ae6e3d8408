using System.Collections.Concurrent;
using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace QliroAdapter.Store;

/// <summary>
/// This node's claims. Taking one is a round trip and loads the payment; giving it back is not waited for, and many are
/// given back at once. Neither waits for the server's disk. No connection is held in between.
/// </summary>
internal sealed class PostgresClaims : IAsyncDisposable
{
    // Given back in one statement; more would only make it longer.
    private const int GroupLimit = 256;

    // The server is away; claims of a node that lives are not taken from it, so they must be given back in the end.
    private static readonly TimeSpan pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, HeldClaim> held = new(StringComparer.Ordinal);
    private readonly Channel<(string Key, long Turn)> over = Channel.CreateUnbounded<(string Key, long Turn)>(
        new() { SingleReader = true });
    private readonly PostgresCommands commands;
    private readonly long node;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task releasing;
    private long turns;

    public PostgresClaims(PostgresCommands commands, long node, TimeProvider time)
    {
        (this.commands, this.node, this.time) = (commands, node, time);
        releasing = Task.Run(ReleaseWhatIsOver);
    }

    public async Task<ITurnClaim?> TryClaim(string key, long knownVersion, bool isHook, Action hookWaits)
    {
        var turn = Interlocked.Increment(ref turns);
        try
        {
            var rows = await commands.Read(
                "select granted, version, document from payment_claim(@key, @node, @turn, @known, @is_hook)",
                row => row.GetBoolean(0)
                    ? new HeldClaim(this, key, turn, knownVersion, row.GetInt64(1),
                        row.IsDBNull(2) ? null : row.GetString(2), hookWaits)
                    : null,
                CancellationToken.None,
                new("key", key), new("node", node), new("turn", turn), new("known", knownVersion),
                new("is_hook", isHook));
            if (rows[0] is { } claim) held[key] = claim;
            return rows[0];
        }
        catch
        {
            // It may have been granted without our hearing of it.
            over.Writer.TryWrite((key, turn));
            throw;
        }
    }

    /// <summary>The claim a turn of this node has on the key; null when there is none.</summary>
    public HeldClaim? On(string key) => held.GetValueOrDefault(key);

    /// <summary>The turn is over.</summary>
    public void Release(HeldClaim claim)
    {
        held.TryRemove(new(claim.Key, claim));
        over.Writer.TryWrite((claim.Key, claim.Turn));
    }

    /// <summary>Gives back what waits, if the server can be reached.</summary>
    public async ValueTask DisposeAsync()
    {
        over.Writer.TryComplete();
        await stopping.CancelAsync();
        await releasing;
        stopping.Dispose();
    }

    private async Task ReleaseWhatIsOver()
    {
        var group = new List<(string Key, long Turn)>();
        while (group.Count > 0 || await over.Reader.WaitToReadAsync())
        {
            while (group.Count < GroupLimit && over.Reader.TryRead(out var ended)) group.Add(ended);
            try
            {
                await commands.Run("select payment_release(@node, @keys, @turns)", CancellationToken.None,
                    new("node", node),
                    new("keys", NpgsqlDbType.Array | NpgsqlDbType.Text)
                    {
                        Value = group.Select(ended => ended.Key).ToArray(),
                    },
                    new("turns", NpgsqlDbType.Array | NpgsqlDbType.Bigint)
                    {
                        Value = group.Select(ended => ended.Turn).ToArray(),
                    });
                group.Clear();
            }
            catch (NpgsqlException) when (!stopping.IsCancellationRequested)
            {
                // The node's silence is told by its heartbeat; this only has to go on afterwards.
                await Task.Delay(pause, time);
            }
            catch (NpgsqlException)
            {
                // A node that ends takes its claims with it (payment_node_end), or is found dead.
                return;
            }
        }
    }
}
