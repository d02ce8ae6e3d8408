using Microsoft.Data.Sqlite;

namespace QliroAdapter.Store;

internal static class SqliteCommands
{
    /// <summary>
    /// Prepares a command that is run many times; its parameters are set by position, in the order named.
    /// </summary>
    public static SqliteCommand Prepare(this SqliteConnection connection, string text, params string[] parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements are constants of this program; values travel as parameters.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var name in parameters) command.Parameters.Add(new SqliteParameter { ParameterName = name });
        command.Prepare();
        return command;
    }
}
