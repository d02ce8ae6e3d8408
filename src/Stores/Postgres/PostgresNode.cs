using Microsoft.Extensions.Logging;
using Npgsql;

namespace QliroAdapter.Store;

/// <summary>
/// This node among those of the database: tells twice a second that it is alive, on a connection of its own that no
/// load can keep from it, and keeps the house in order.
/// </summary>
internal sealed partial class PostgresNode : IAsyncDisposable
{
    // payment_node_is_alive takes five missed ones for death.
    private static readonly TimeSpan beat = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan housekeeping = TimeSpan.FromHours(1);

    private readonly NpgsqlDataSource source;
    private readonly string name;
    private readonly int keepMonths;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task beating;
    private Action<string> hookWaits = static _ => { };

    private PostgresNode(
        NpgsqlDataSource source, long number, string name, int keepMonths, TimeProvider time, ILogger logger)
    {
        (this.source, Number, this.name, this.keepMonths) = (source, number, name, keepMonths);
        (this.time, this.logger) = (time, logger);
        beating = Task.Run(Beat);
    }

    /// <summary>Given by the database; no other start of a process ever had it.</summary>
    public long Number { get; }

    /// <summary>Puts the house in order and begins to beat.</summary>
    /// <param name="source">One connection of its own.</param>
    /// <param name="keepMonths">How long events are kept; 0: for ever.</param>
    /// <param name="time">When to beat.</param>
    /// <param name="logger">Where silence is told.</param>
    public static async Task<PostgresNode> Begin(
        NpgsqlDataSource source, int keepMonths, TimeProvider time, ILogger logger)
    {
        await using var keeping = source.CreateCommand("select payment_housekeeping($1)");
        keeping.Parameters.Add(new() { Value = keepMonths });
        await keeping.ExecuteNonQueryAsync();
        var called = $"{Environment.MachineName}/{Environment.ProcessId}";
        await using var beginning = source.CreateCommand("select payment_node_begin($1)");
        beginning.Parameters.Add(new() { Value = called });
        var number = (long)(await beginning.ExecuteScalarAsync())!;
        return new(source, number, called, keepMonths, time, logger);
    }

    /// <summary>Whom to tell, with the key, that a hook waits elsewhere for a turn of this node.</summary>
    public void TellOfHooks(Action<string> tell) => Volatile.Write(ref hookWaits, tell);

    /// <summary>Ends in good order: what this node held is free at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await beating;
        try
        {
            await using var ending = source.CreateCommand("select payment_node_end($1)");
            ending.Parameters.Add(new() { Value = Number });
            await ending.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException unreachable)
        {
            LeftWithoutWord(unreachable);
        }

        stopping.Dispose();
    }

    private async Task Beat()
    {
        using var timer = new PeriodicTimer(beat, time);
        var kept = time.GetTimestamp();
        var isSilent = false;
        do
        {
            try
            {
                await BeatOnce();
                if (time.GetElapsedTime(kept) > housekeeping)
                {
                    kept = time.GetTimestamp();
                    await Execute("select payment_housekeeping($1)", keepMonths);
                }

                if (isSilent) Heard();
                isSilent = false;
            }
            catch (NpgsqlException failure)
            {
                if (!isSilent) Unheard(failure);
                isSilent = true;
            }
        }
        while (await NextBeat(timer));
    }

    private async Task<bool> NextBeat(PeriodicTimer timer)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task BeatOnce()
    {
        await using var command = source.CreateCommand("select payment_node_beat($1, $2)");
        command.Parameters.Add(new() { Value = Number });
        command.Parameters.Add(new() { Value = name });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) Volatile.Read(ref hookWaits)(reader.GetString(0));
    }

    private async Task Execute(string text, params object[] values)
    {
#pragma warning disable CA2100 // Constants of this file.
        await using var command = source.CreateCommand(text);
#pragma warning restore CA2100
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
