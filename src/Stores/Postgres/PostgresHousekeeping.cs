using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace QliroAdapter.Store;

/// <summary>
/// Once an hour: months of history are made ahead of time and dropped when they are old enough, and leases of what is
/// due no more are forgotten (<c>payment_housekeeping</c>). Every process asks for it; the database lets one do it.
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

    /// <summary>Does it now, for commits need this month's table, and from now on.</summary>
    /// <param name="source">Where.</param>
    /// <param name="keepMonths">How long events are kept; 0: for ever.</param>
    /// <param name="time">When to do it again.</param>
    /// <param name="logger">Where a failure is told.</param>
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
