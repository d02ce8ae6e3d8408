using Npgsql;

namespace QliroAdapter.Store;

/// <summary>
/// Moves every payment from an SQLite file to a PostgreSQL database, with version, due time, parked reason and history.
/// It may be stopped or killed at any point and run again: rows are moved in the order of their keys, each whole or not
/// at all, and rows that the target has are not touched. Neither side may be in use: the file's owner lock is taken,
/// and the move refuses to begin while a process has the database open; a process that opens it during the move waits.
/// The file is only read.
/// </summary>
/// <param name="path">The SQLite file.</param>
/// <param name="target">The database; missing tables are created.</param>
/// <param name="tell">Called with each line of progress.</param>
public sealed class MoveToPostgres(string path, PostgresStoreOptions target, Action<string> tell)
{
    // A line of progress is given after this many payments.
    private const int TellEvery = 1000;

    /// <summary>True when both sides hold the same at the end.</summary>
    /// <exception cref="StoreStartException">A side cannot be opened, or is in use. Nothing was changed.</exception>
    public async Task<bool> Run(CancellationToken cancellation)
    {
        if (new DatabaseAttribute().MistakeIn(target.ConnectionString) is { } mistake)
            throw new StoreStartException($"{PostgresStoreOptions.ConnectionStringKey} {mistake}.");
        using var source = SqliteRows.Open(Path.GetFullPath(path));
        var settings = new NpgsqlConnectionStringBuilder(target.ConnectionString);
        await using var database = PostgresPlace.Source(settings, 2);
        await using var connection = await Connect(settings, database, cancellation);
        await MakeReady(settings, connection, cancellation);
        tell($"from {Path.GetFullPath(path)} to {PostgresPlace.Of(settings)}");
        var moved = await Move(source, new PostgresRows(connection), cancellation);
        await GiveBackLocks(connection);
        return moved;
    }

    // The server ends a closed connection a moment later, and whoever moves or starts next would find it at work.
    private static async Task GiveBackLocks(NpgsqlConnection connection)
    {
        await using var locks = new NpgsqlCommand("select pg_advisory_unlock_all()", connection);
        await locks.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private static async Task<NpgsqlConnection> Connect(
        NpgsqlConnectionStringBuilder settings, NpgsqlDataSource database, CancellationToken cancellation)
    {
        try
        {
            await PostgresMigrations.Apply(database);
            return await database.OpenConnectionAsync(cancellation);
        }
        catch (NpgsqlException failure)
        {
            throw PostgresPlace.NotOpened(settings, failure);
        }
    }

    // The locks belong to the connection, so they last until it is closed.
    private async Task MakeReady(
        NpgsqlConnectionStringBuilder settings, NpgsqlConnection connection, CancellationToken cancellation)
    {
        await PostgresMigrations.HoldOff(connection);
        if (!await PostgresSession.TryShutOut(connection, cancellation))
            throw new StoreStartException(
                $"{PostgresStoreOptions.ConnectionStringKey}: {PostgresPlace.Of(settings)} has nodes at work; "
                + "stop them until the payments are moved.");
        await using var months = new NpgsqlCommand("select payment_housekeeping($1)", connection);
        months.Parameters.Add(new() { Value = target.KeepEventMonths });
        await months.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<bool> Move(SqliteRows source, PostgresRows database, CancellationToken cancellation)
    {
        var before = await Compare("compared", source, database, cancellation);
        if (before.Conflicts > 0) return Refused(before);
        if (before.IsSame) return Verified(before, "everything was there already");
        await Copy(source, database, before, cancellation);
        var after = await Compare("verified", source, database, cancellation);
        return after.IsSame ? Verified(after, $"{before.Missing} copied") : Refused(after);
    }

    private async Task Copy(
        SqliteRows source, PostgresRows database, Comparison before, CancellationToken cancellation)
    {
        tell($"{before.Missing} of {before.SourceRows} payments are to be copied");
        var progress = new Progress("copied", before.Missing, tell);
        long copied = 0;
        for (
            var last = before.SameUntil;
            await source.After(last, cancellation) is { Count: > 0 } page;
            last = page[^1].Key)
        {
            copied += await database.Add(page, cancellation);
            progress.Reached(copied);
        }
    }

    private async Task<Comparison> Compare(
        string word, SqliteRows source, PostgresRows database, CancellationToken cancellation)
    {
        var progress = new Progress(word, await source.Count(cancellation), tell);
        return await Comparison.Of(source, database, progress.Reached, cancellation);
    }

    private bool Verified(Comparison same, string what)
    {
        tell($"verified: {what}; {same.SourceRows} payments with {same.SourceEvents} events are the same on both "
            + "sides, "
            + $"sha256 {same.SourceHash}");
        return true;
    }

    private bool Refused(Comparison different)
    {
        foreach (var line in different.Listed) tell($"conflict  {line}");
        if (different.Conflicts > different.Listed.Count)
            tell($"conflict  and {different.Conflicts - different.Listed.Count} more");
        tell($"not verified: {different.SourceRows} payments here (sha256 {different.SourceHash}), "
            + $"{different.TargetRows} in the target (sha256 {different.TargetHash}), "
            + $"{different.Missing} missing there, {different.Conflicts} in conflict. "
            + "Nothing in the target was overwritten; move to an empty database, or look into the payments named.");
        return false;
    }

    private sealed class Progress(string word, long all, Action<string> tell)
    {
        private long told;

        public void Reached(long number)
        {
            if (number / TellEvery == told / TellEvery) return;
            told = number;
            tell($"{word} {number} of {all}");
        }
    }
}
