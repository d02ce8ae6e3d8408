using System.Data;
using Npgsql;
using QliroAdapter.Stores.Tests.Postgres;
using QliroAdapter.Tests.Postgres;
using Shouldly;

namespace QliroAdapter.Stores.Tests.Cluster;

/// <summary>
/// A database that both the embedded nodes' store and the cluster's script were applied to, used the way the cluster's
/// providers use it: the text of a statement comes from the table they ask, parameters have their names and types.
/// </summary>
public sealed class ClusterDatabase : IAsyncDisposable
{
    private readonly PostgresHome home = new();
    private readonly Dictionary<string, string> statements = new(StringComparer.Ordinal);
    private NpgsqlDataSource source = null!;

    /// <summary>The embedded node's way to the same payments.</summary>
    internal OpenedStore Embedded { get; private set; } = null!;

    public static async Task<ClusterDatabase> Open()
    {
        var database = new ClusterDatabase();
        database.Embedded = await database.home.Open();
        await database.ApplyScript();
        database.source = NpgsqlDataSource.Create(database.home.ConnectionString);
        await using var command = database.source.CreateCommand("SELECT QueryKey, QueryText FROM OrleansQuery");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) database.statements.Add(reader.GetString(0), reader.GetString(1));
        return database;
    }

    /// <summary>The names of all statements.</summary>
    public IEnumerable<string> Statements => statements.Keys;

    public async Task ApplyScript()
    {
        using var script = new StreamReader(typeof(ClusterDatabase).Assembly.GetManifestResourceStream("orleans.sql")!);
        await PostgresServer.Execute(home.ConnectionString, await script.ReadToEndAsync());
    }

    /// <summary>A statement's rows, a column by its name in any letter case.</summary>
    public async Task<IReadOnlyList<Dictionary<string, object?>>> Read(
        string statement, params (string Name, object? Value)[] parameters)
    {
        await using var command = source.CreateCommand(statements[statement]);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.Add(
                new() { ParameterName = name, Value = value ?? DBNull.Value, DbType = TypeOf(value) });
        }

        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<Dictionary<string, object?>>();
        while (await reader.ReadAsync())
        {
            var row = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
            for (var column = 0; column < reader.FieldCount; column++)
                row.Add(reader.GetName(column), await reader.IsDBNullAsync(column) ? null : reader.GetValue(column));
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>A statement that answers yes or no: one row, one column, above zero or not.</summary>
    public async Task<bool> Asks(string statement, params (string Name, object? Value)[] parameters)
    {
        var row = (await Read(statement, parameters)).ShouldHaveSingleItem();
        return Convert.ToInt32(row.ShouldHaveSingleItem().Value) > 0;
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await Embedded.Close();
        await home.DisposeAsync();
    }

    // An absent number is a number to the provider, an absent text a text: only numbers are absent without saying so.
    private static DbType TypeOf(object? value) => value switch
    {
        null or int => DbType.Int32,
        long => DbType.Int64,
        DateTime => DbType.DateTime,
        byte[] => DbType.Binary,
        _ => DbType.String,
    };
}
