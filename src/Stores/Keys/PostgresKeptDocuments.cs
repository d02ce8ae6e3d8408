using System.Text;
using Npgsql;
using QliroAdapter.Norce;

namespace QliroAdapter.Store;

/// <summary>Those of a PostgreSQL database; nodes may be at work on it.</summary>
internal sealed class PostgresKeptDocuments(NpgsqlDataSource source) : IKeptDocuments
{
    public async Task<IReadOnlyList<KeptDocument>> All(CancellationToken cancellation)
    {
        await using var table = source.CreateCommand("select to_regclass('grain_state') is not null");
        if (await table.ExecuteScalarAsync(cancellation) is not true) return [];
        await using var command = source.CreateCommand(KeptDocumentSql.All);
        command.Parameters.Add(new("name", ChannelState.Name));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<KeptDocument>();
        while (await reader.ReadAsync(cancellation)) rows.Add(KeptDocumentSql.Of(reader));
        return rows;
    }

    public async Task Replace(KeptDocument old, string payload, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(KeptDocumentSql.Replace);
        command.Parameters.Add(new("payload", Encoding.UTF8.GetBytes(payload)));
        command.Parameters.Add(new("name", ChannelState.Name));
        command.Parameters.Add(new("service", old.Service));
        command.Parameters.Add(new("channel", old.Channel));
        command.Parameters.Add(new("version", old.Version));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
