using Npgsql;

namespace QliroAdapter.Store;

/// <summary>
/// Repeats work while a server restarts or after a connection breaks, on another connection, for a few seconds. Only
/// for work that may be done twice: reads, and commits that the database recognises.
/// </summary>
internal sealed class ServerRetry(TimeProvider time)
{
    // A server restarts in a second or two, and partners and shoppers wait for about five.
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan firstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan longestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Runs the work. Throws the server's refusal, or the last failure when the server stays unreachable.
    /// </summary>
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
    /// True when the answer was lost or the server could not take the work; false when it refused the work. Lost are
    /// these classes of the published error codes: 08 connection, 57P shutdown and start-up, 40 rolled back because of
    /// a race, 53300 too many connections. A failure that the server did not report itself is a lost connection.
    /// </summary>
    public static bool IsLost(NpgsqlException failure) => failure is not PostgresException { SqlState: var state }
        || state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal)
        || state.StartsWith("40", StringComparison.Ordinal) || state == PostgresErrorCodes.TooManyConnections;
}
