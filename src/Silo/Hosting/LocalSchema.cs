using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using QliroAdapter.Store;

namespace QliroAdapter.Silo;

/// <summary>
/// Applies <c>orleans.sql</c> to the payments' file after the store has opened it and before the silo's storage
/// provider reads it. The script may be repeated, and fits the previous version of the program.
/// </summary>
internal sealed class LocalSchema(IOptions<SqliteStoreOptions> options) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Apply(options.Value.Path);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task Apply(string path)
    {
        await using var connection = new SqliteConnection(SettingsStorage.ConnectionTo(path));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The script is part of this program, not input.
        command.CommandText = Script();
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private static string Script()
    {
        using var reader = new StreamReader(
            typeof(LocalSchema).Assembly.GetManifestResourceStream("sqlite/orleans.sql")!);
        return reader.ReadToEnd();
    }
}
