using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using QliroAdapter.Sandbox;
using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Adapter.Tests.Hostile;

/// <summary>All that lies in the database of an adapter that has stopped, as whoever gets it reads it.</summary>
internal static class StoredText
{
    public static async Task<string> Of((SqliteStoreOptions Sqlite, PostgresStoreOptions Postgres) place)
        => place.Postgres.ConnectionString.Length > 0
            ? await Rows(place.Postgres.ConnectionString)
            : Files(place.Sqlite.Path);

    /// <summary>Where the commands find it.</summary>
    public static (SqliteStoreOptions Sqlite, PostgresStoreOptions Postgres) Place(SandboxHost sandbox) => (
        sandbox.Adapter.Services.GetService<IOptions<SqliteStoreOptions>>()?.Value ?? new(),
        sandbox.Adapter.Services.GetService<IOptions<PostgresStoreOptions>>()?.Value ?? new());

    // The kept bodies lie beside it.
    private static string Files(string path) => string.Concat(
        Directory.GetFiles(Path.GetDirectoryName(path)!, Path.GetFileName(path) + "*")
            .Select(file => File.ReadAllText(file, Encoding.Latin1)));

    private static async Task<string> Rows(string database)
    {
        var tables = (string)(await PostgresServer.Execute(
            database,
            "select string_agg(tablename, ' ') from pg_tables where schemaname = current_schema()"))!;
        var text = new StringBuilder();
        foreach (var table in tables.Split(' '))
            text.Append(await PostgresServer.Execute(
                database, $"select coalesce(string_agg(to_jsonb(one)::text, ' '), '') from \"{table}\" as one"));
        return text.Append(await PostgresServer.Execute(
            database, "select coalesce(string_agg(convert_from(payload, 'UTF8'), ' '), '') from grain_state")).ToString();
    }
}
