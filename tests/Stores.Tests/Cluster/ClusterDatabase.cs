using Npgsql;
using QliroAdapter.Stores.Tests.Postgres;
using QliroAdapter.Tests.Postgres;
using Shouldly;

namespace QliroAdapter.Stores.Tests.Cluster;

/// <summary>A database of its own with the cluster's script applied, without payments.</summary>
public sealed class ClusterDatabase : IAsyncDisposable
{
    private readonly PostgresHome home = new();
    private ProviderStatements statements = null!;

    public static async Task<ClusterDatabase> Open()
    {
        var database = new ClusterDatabase();
        await database.home.Create();
        await database.ApplyScript();
        database.statements = await ProviderStatements.Of(async () =>
        {
            var connection = new NpgsqlConnection(database.home.ConnectionString);
            await connection.OpenAsync();
            return connection;
        });
        return database;
    }

    /// <summary>The names of all statements.</summary>
    public IEnumerable<string> Statements => statements.Names;

    public async Task ApplyScript()
        => await PostgresServer.Execute(home.ConnectionString, await ProviderStatements.Script("postgres"));

    /// <summary>A statement's rows; each column by its name, in any letter case.</summary>
    public Task<IReadOnlyList<Dictionary<string, object?>>> Read(
        string statement, params (string Name, object? Value)[] parameters) => statements.Read(statement, parameters);

    /// <summary>Runs a statement that answers yes or no: one row with one column, above zero or not.</summary>
    public async Task<bool> Asks(string statement, params (string Name, object? Value)[] parameters)
    {
        var row = (await Read(statement, parameters)).ShouldHaveSingleItem();
        return Convert.ToInt32(row.ShouldHaveSingleItem().Value) > 0;
    }

    public ValueTask DisposeAsync() => home.DisposeAsync();
}
