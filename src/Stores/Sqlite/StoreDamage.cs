using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace QliroAdapter.Store;

/// <summary>
/// Remembers that SQLite has found its file damaged. Some reads and writes still succeed then, a probe's among them, so
/// the process is not ready until it is started again on a sound file. Thread-safe.
/// </summary>
internal sealed partial class StoreDamage(string path, ILogger logger)
{
    private const int Corrupt = 11;
    private const int NotADatabase = 26;

    private SqliteException? found;

    /// <summary>Remembers a failure that tells of damage; others are ignored.</summary>
    /// <param name="failure">What a read or write ended with; null when it succeeded.</param>
    public void Note(Exception? failure)
    {
        if (failure is not SqliteException { SqliteErrorCode: Corrupt or NotADatabase } damage) return;
        if (Interlocked.CompareExchange(ref found, damage, null) is null) Found(damage, path);
    }

    /// <exception cref="IOException">Damage was found since the start.</exception>
    public void ThrowIfFound()
    {
        if (Volatile.Read(ref found) is { } damage)
            throw new IOException($"The database is damaged: {damage.Message}", damage);
    }
}
