using Npgsql;

namespace QliroAdapter.Store;

/// <summary>
/// Rides out a server that restarts or a connection that breaks: the same work again, on another connection, for a few
/// seconds. For work that may be done twice: reads, and commits that the database knows again.
/// </summary>
internal sealed class ServerRetry(TimeProvider time)
{
    // A server restarts in a second or two; partners and shoppers wait for about five.
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan firstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan longestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>Does the work; what it throws at last is the server's refusal, or that there is no server.</summary>
    public async Task<T> Run<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        for (var pause = firstPause; ; pause = pause * 2 < longestPause ? pause * 2 : longestPause)
        {
            try
            {
                return await work();
            }
            catch (NpgsqlException lost) when (IsLost(lost) && time.GetElapsedTime(started) < limit)
            {
                await Task.Delay(pause, time, cancellation);
            }
        }
    }

    /// <summary>
    /// True when the answer got lost or the server could not be bothered; false when it refused. Classes of the
    /// published table of error codes: 08 connection, 57P shutdown and start-up, 40 rolled back by a race, 53300 too
    /// many connections. Anything that the server did not say itself is a lost connection.
    /// </summary>
    public static bool IsLost(NpgsqlException failure) => failure is not PostgresException { SqlState: var state }
        || state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal)
        || state.StartsWith("40", StringComparison.Ordinal) || state == PostgresErrorCodes.TooManyConnections;
}
