using Npgsql;

namespace QliroAdapter.Store;

/// <summary>
/// Moves every payment from an SQLite file to a PostgreSQL database, with version, due time, parked reason and history.
/// May be stopped or killed anywhere and run again: rows come over in the order of their keys, each whole or not at
/// all, and what is there stays as it is. Neither side may be in use: the file's lock is held, no process may have the
/// database open, and one that starts meanwhile waits. The file is only read.
/// </summary>
/// <param name="path">The SQLite file.</param>
/// <param name="target">The database; its tables are made when they are missing.</param>
/// <param name="tell">Is told what goes on, a line at a time.</param>
public sealed class MoveToPostgres(string path, PostgresStoreOptions target, Action<string> tell)
{
    // Payments between two lines of progress.
    private const int TellEvery = 1000;

    /// <summary>True when both sides hold the same at the end.</summary>
    /// <exception cref="StoreStartException">A side cannot be opened or is in use; nothing was changed.</exception>
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
        return await Move(source, new PostgresRows(connection), cancellation);
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

    // The locks are the connection's: they last until the end.
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
