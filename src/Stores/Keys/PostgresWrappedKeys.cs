using Npgsql;

namespace QliroAdapter.Store;

/// <summary>Those of a PostgreSQL database; nodes may be at work on it.</summary>
internal sealed class PostgresWrappedKeys : IWrappedKeys
{
    private readonly NpgsqlDataSource source;

    private PostgresWrappedKeys(NpgsqlDataSource source) => this.source = source;

    /// <exception cref="StoreStartException">It cannot be opened, or is of another version.</exception>
    public static async Task<PostgresWrappedKeys> Open(PostgresStoreOptions options)
        => new(await PostgresPlace.OpenMigrated(options));

    public Task<IReadOnlyList<(string Prefix, long Payments)>> Count(CancellationToken cancellation)
        => Read(WrappedKeySql.Count, row => (row.GetString(0), row.GetInt64(1)), cancellation);

    public Task<IReadOnlyList<WrappedKey>> Page(
        string prefix, string after, int max, CancellationToken cancellation)
        => Read(
            WrappedKeySql.Page, row => new WrappedKey(row.GetString(0), row.GetString(1)), cancellation,
            new("prefix", prefix), new("after", after), new("max", max));

    public async Task<int> Replace(IReadOnlyList<(WrappedKey Old, string New)> keys, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            """
            update payments set data_key = given.new from unnest($1, $2, $3) as given (key, old, new)
            where payments.key = given.key and payments.data_key = given.old
            """);
        command.Parameters.Add(new() { Value = keys.Select(one => one.Old.Payment).ToArray() });
        command.Parameters.Add(new() { Value = keys.Select(one => one.Old.Text).ToArray() });
        command.Parameters.Add(new() { Value = keys.Select(one => one.New).ToArray() });
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    // The server decides when it reuses what is dead, and keeps it in its logs and backups: docs/security.md.
    public Task<bool> Forget(CancellationToken cancellation) => Task.FromResult(true);

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<IReadOnlyList<T>> Read<T>(
        string text, Func<NpgsqlDataReader, T> convert, CancellationToken cancellation,
        params NpgsqlParameter[] parameters)
    {
        await using var command = source.CreateCommand(text);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation)) rows.Add(convert(reader));
        return rows;
    }
}
