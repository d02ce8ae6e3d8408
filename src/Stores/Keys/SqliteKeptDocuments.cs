using System.Text;
using Microsoft.Data.Sqlite;
using QliroAdapter.Norce;

namespace QliroAdapter.Store;

/// <summary>Those of an SQLite file, on a connection of its own: a process may own the file meanwhile.</summary>
internal sealed class SqliteKeptDocuments(string path, bool isReadOnly) : IKeptDocuments
{
    private readonly SqliteConnection connection = SqliteConnections.OpenMigrated(path, isReadOnly);

    public async Task<IReadOnlyList<KeptDocument>> All(CancellationToken cancellation)
    {
        await using var table = connection.Prepare("select 1 from sqlite_master where name = 'grain_state'");
        if (await table.ExecuteScalarAsync(cancellation) is null) return [];
        await using var command = connection.Prepare(KeptDocumentSql.All, "@name");
        command.Parameters[0].Value = ChannelState.Name;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<KeptDocument>();
        while (await reader.ReadAsync(cancellation)) rows.Add(KeptDocumentSql.Of(reader));
        return rows;
    }

    public async Task Replace(KeptDocument old, string payload, CancellationToken cancellation)
    {
        await using var command = connection.Prepare(
            KeptDocumentSql.Replace, "@payload", "@name", "@service", "@channel", "@version");
        command.Parameters[0].Value = Encoding.UTF8.GetBytes(payload);
        command.Parameters[1].Value = ChannelState.Name;
        command.Parameters[2].Value = old.Service;
        command.Parameters[3].Value = old.Channel;
        command.Parameters[4].Value = old.Version;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
