using Microsoft.Data.Sqlite;
using Npgsql;

namespace QliroAdapter.Store;

/// <summary>
/// What a grain keeps in Orleans' storage beside the payments (<c>orleans.sql</c>), read from outside, whether or not
/// the adapter runs. Reading changes nothing.
/// </summary>
public static class GrainStateFacts
{
    private const int AnswerSeconds = 2;

    /// <summary>The newest payload; null when there is none, or when the table or file does not exist yet.</summary>
    /// <param name="path">Path of the SQLite file.</param>
    /// <param name="name">Name of the state.</param>
    /// <param name="key">Key of the grain.</param>
    public static byte[]? OfSqlite(string path, string name, string key)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder
            {
                DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = AnswerSeconds,
            }.ToString());
            connection.Open();
            using var command = connection.Prepare(
                "select payload from grain_state where grain_type = $name and grain_id_extension = $key "
                + "order by version desc limit 1");
            command.Parameters.AddWithValue("$name", name);
            command.Parameters.AddWithValue("$key", key);
            return command.ExecuteScalar() as byte[];
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    /// <inheritdoc cref="OfSqlite"/>
    public static async Task<byte[]?> OfPostgres(
        PostgresStoreOptions options, string name, string key, CancellationToken cancellation)
    {
        try
        {
            var place = new NpgsqlConnectionStringBuilder(options.ConnectionString)
            {
                Pooling = false, Timeout = AnswerSeconds, CommandTimeout = AnswerSeconds,
            };
            await using var connection = new NpgsqlConnection(place.ConnectionString);
            await connection.OpenAsync(cancellation);
            await using var command = new NpgsqlCommand(
                "select payload from grain_state where grain_type = $1 and grain_id_extension = $2 "
                + "order by version desc limit 1", connection);
            command.Parameters.Add(new() { Value = name });
            command.Parameters.Add(new() { Value = key });
            return await command.ExecuteScalarAsync(cancellation) as byte[];
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            return null;
        }
    }
}
