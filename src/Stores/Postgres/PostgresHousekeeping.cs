using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace QliroAdapter.Store;

/// <summary>
/// The retention of the history. Runs once an hour: creates the partitions of coming months of history, drops those
/// that are old enough, and deletes leases of payments that are no longer due (<c>payment_housekeeping</c>). Every
/// process asks for it; the database lets one do it.
/// </summary>
internal sealed partial class PostgresHousekeeping : IAsyncDisposable
{
    private static readonly TimeSpan interval = TimeSpan.FromHours(1);

    private readonly NpgsqlDataSource source;
    private readonly int keepMonths;
    private readonly ILogger logger;
    private readonly PeriodicTimer timer;
    private readonly Task keeping;

    private PostgresHousekeeping(NpgsqlDataSource source, int keepMonths, TimeProvider time, ILogger logger)
    {
        (this.source, this.keepMonths, this.logger) = (source, keepMonths, logger);
        timer = new(interval, time);
        keeping = Task.Run(Keep);
    }

    /// <summary>Runs it now, because commits need this month's partition, and then every hour.</summary>
    /// <param name="source">Gives the connections.</param>
    /// <param name="keepMonths">How many months events are kept; 0 keeps them for ever.</param>
    /// <param name="time">Tells when to run again.</param>
    /// <param name="logger">Logs failures.</param>
    public static async Task<PostgresHousekeeping> Begin(
        NpgsqlDataSource source, int keepMonths, TimeProvider time, ILogger logger)
    {
        await Once(source, keepMonths);
        return new(source, keepMonths, time, logger);
    }

    public async ValueTask DisposeAsync()
    {
        timer.Dispose();
        await keeping;
    }

    private async Task Keep()
    {
        while (await timer.WaitForNextTickAsync())
        {
            try
            {
                await Once(source, keepMonths);
            }
            catch (NpgsqlException failure)
            {
                NotKept(failure);
            }
        }
    }

    private static async Task Once(NpgsqlDataSource source, int keepMonths)
    {
        await using var command = source.CreateCommand("select payment_housekeeping($1)");
        command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Integer, Value = keepMonths });
        await command.ExecuteNonQueryAsync();
    }
}
