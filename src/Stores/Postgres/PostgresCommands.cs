using Npgsql;

namespace QliroAdapter.Store;

/// <summary>
/// Runs statements that may be sent twice, each on one pooled connection. The connection is returned before the answer
/// is processed. So nobody waits for a second connection while holding one, and the pool cannot deadlock. Thread-safe.
/// </summary>
internal sealed class PostgresCommands(NpgsqlDataSource source, TimeProvider time)
{
    private readonly ServerRetry serverRetry = new(time);

    /// <summary>The rows of one statement.</summary>
    public Task<IReadOnlyList<T>> Read<T>(
        string text, Func<NpgsqlDataReader, T> convert, CancellationToken cancellation,
        params NpgsqlParameter[] parameters)
        => serverRetry.Run(() => Once(text, convert, parameters, cancellation), cancellation);

    /// <summary>Runs a statement of which no answer is needed.</summary>
    public Task Run(string text, CancellationToken cancellation, params NpgsqlParameter[] parameters)
        => Read(text, static _ => true, cancellation, parameters);

    private async Task<IReadOnlyList<T>> Once<T>(
        string text, Func<NpgsqlDataReader, T> convert, NpgsqlParameter[] parameters, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this program; values travel as parameters.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var parameter in parameters) command.Parameters.Add(parameter.Clone());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation)) rows.Add(convert(reader));
        return rows;
    }
}
