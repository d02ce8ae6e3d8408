using System.Data;
using System.Data.Common;

namespace QliroAdapter.Stores.Tests.Cluster;

/// <summary>
/// Runs statements as Orleans' providers do: the text comes from the provider's table, parameters have the provider's
/// names and types, and each statement has its own connection.
/// </summary>
public sealed class ProviderStatements
{
    private readonly Func<Task<DbConnection>> connect;
    private readonly Dictionary<string, string> texts = new(StringComparer.Ordinal);

    private ProviderStatements(Func<Task<DbConnection>> connect) => this.connect = connect;

    /// <summary>The names of all statements.</summary>
    public IEnumerable<string> Names => texts.Keys;

    public static async Task<ProviderStatements> Of(Func<Task<DbConnection>> connect)
    {
        var statements = new ProviderStatements(connect);
        await using var connection = await connect();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT QueryKey, QueryText FROM OrleansQuery";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) statements.texts.Add(reader.GetString(0), reader.GetString(1));
        return statements;
    }

    /// <summary>The text of <c>orleans.sql</c> for a database, by the name of its folder.</summary>
    public static async Task<string> Script(string database)
    {
        using var script = new StreamReader(
            typeof(ProviderStatements).Assembly.GetManifestResourceStream($"{database}/orleans.sql")!);
        return await script.ReadToEndAsync();
    }

    /// <summary>A statement's rows; each column by its name, in any letter case.</summary>
    public async Task<IReadOnlyList<Dictionary<string, object?>>> Read(
        string statement, params (string Name, object? Value)[] parameters)
    {
        await using var connection = await connect();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The text comes from the script under test.
        command.CommandText = texts[statement];
#pragma warning restore CA2100
        foreach (var (name, value) in parameters) Add(command, name, value);
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

    private static void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        // The provider sends an absent text as a text, and only a grain's key may be absent.
        parameter.DbType = value switch
        {
            null when name == "GrainIdExtensionString" => DbType.String,
            null or int => DbType.Int32,
            long => DbType.Int64,
            DateTime => DbType.DateTime,
            byte[] => DbType.Binary,
            _ => DbType.String,
        };
        command.Parameters.Add(parameter);
    }
}
