using System.Globalization;
using System.Reflection;
using Npgsql;

namespace QliroAdapter.Store;

/// <summary>
/// Brings the database to the schema of this program: the numbered files of <c>sql/postgres</c>, in order, and after
/// them the functions of <c>payments.sql</c>. All run in one transaction under a lock, so that of nodes that start
/// together only one runs them. A database one version ahead is left as it is, functions included, so that old and new
/// programs run side by side. One further ahead is refused.
/// </summary>
internal static class PostgresMigrations
{
    private const string Folder = "postgres/";
    private const string Functions = Folder + "payments.sql";

    // An arbitrary number that no other program locks in this database; one database holds one set of payments.
    private const long Lock = 0x716C69726F; // "qliro"

    // A node that starts waits this long for another node's migration.
    private const int TimeoutSeconds = 300;

    private static readonly SortedDictionary<int, string> scripts = Read();

    /// <summary>The schema version this program was written for.</summary>
    public static int Newest => scripts.Keys.Last();

    /// <summary>Returns how many scripts were applied.</summary>
    /// <exception cref="StoreStartException">The database is more than one version ahead of this program.</exception>
    public static async Task<int> Apply(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Run(connection, string.Create(CultureInfo.InvariantCulture, $"select pg_advisory_xact_lock({Lock})"));
        var stored = await VersionOf(connection);
        if (stored > Newest + 1)
            throw new StoreStartException(
                $"{PostgresStoreOptions.ConnectionStringKey}: database {connection.Database} has schema version "
                + $"{stored} and this program knows up to {Newest}; run the newer program or restore a backup "
                + "of its time.");
        var missing = scripts.Where(script => script.Key > stored).ToList();
        if (missing.Count == 0) return 0;
        foreach (var (_, script) in missing) await Run(connection, script);
        await Run(connection, Text(Functions));
        await Run(connection, string.Create(CultureInfo.InvariantCulture,
            $"create table if not exists payment_schema (version integer not null); delete from payment_schema; "
            + $"insert into payment_schema (version) values ({Newest})"));
        await transaction.CommitAsync();
        return missing.Count;
    }

    /// <summary>
    /// Takes the migrations' lock until the connection is closed, after any migration that runs now. Every node that
    /// starts meanwhile waits.
    /// </summary>
    public static Task HoldOff(NpgsqlConnection connection) => Run(
        connection, string.Create(CultureInfo.InvariantCulture, $"select pg_advisory_lock({Lock})"));

    /// <summary>Version of the stored schema; 0 for a database without payments.</summary>
    public static async Task<int> VersionOf(NpgsqlConnection connection)
    {
        if (await Run(connection, "select to_regclass('payment_schema')::text") is not string) return 0;
        return Convert.ToInt32(
            await Run(connection, "select max(version) from payment_schema"), CultureInfo.InvariantCulture);
    }

    private static async Task<object?> Run(NpgsqlConnection connection, string script)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The script is part of this program, not input.
        command.CommandText = script;
#pragma warning restore CA2100
        command.CommandTimeout = TimeoutSeconds;
        return await command.ExecuteScalarAsync();
    }

    // postgres/0001-tables.sql is version 1, and so on.
    private static SortedDictionary<int, string> Read() => new(Assembly.GetExecutingAssembly()
        .GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name != Functions)
        .ToDictionary(name => int.Parse(name.AsSpan(Folder.Length, 4), CultureInfo.InvariantCulture), Text));

    private static string Text(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
