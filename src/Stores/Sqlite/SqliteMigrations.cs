using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace QliroAdapter.Store;

/// <summary>
/// Brings the database to the schema of this program: the numbered files of <c>sql/sqlite</c>, in order, each in one
/// transaction together with its number in <c>PRAGMA user_version</c>. A database one version ahead is left as it is,
/// so that a program may be rolled back by one. One further ahead is refused.
/// </summary>
internal static class SqliteMigrations
{
    private static readonly SortedDictionary<int, string> allScripts = Read();

    /// <summary>The schema version this program was written for.</summary>
    public static int Newest => allScripts.Keys.Last();

    /// <summary>Returns how many scripts were applied.</summary>
    /// <exception cref="StoreStartException">The database is more than one version ahead of this program.</exception>
    public static int Apply(SqliteConnection connection, string path)
    {
        var stored = VersionOf(connection);
        if (stored > Newest + 1)
            throw new StoreStartException(
                $"Storage:Sqlite:Path: {path} has schema version {stored} and this program knows up to {Newest}; " +
                "run the newer program or restore a backup of its time.");
        var missing = allScripts.Where(script => script.Key > stored).ToList();
        foreach (var (version, script) in missing)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            Run(connection, script);
            Run(connection, string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {version}"));
            transaction.Commit();
        }

        return missing.Count;
    }

    public static int VersionOf(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "pragma user_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Run(SqliteConnection connection, string script)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The script is part of this program, not input.
        command.CommandText = script;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    // sqlite/0001-payments.sql is version 1, and so on.
    private static SortedDictionary<int, string> Read()
    {
        const string folder = "sqlite/";
        var assembly = Assembly.GetExecutingAssembly();
        var scripts = new SortedDictionary<int, string>();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.StartsWith(folder, StringComparison.Ordinal)) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            scripts.Add(int.Parse(name.AsSpan(folder.Length, 4), CultureInfo.InvariantCulture), reader.ReadToEnd());
        }

        return scripts;
    }
}
