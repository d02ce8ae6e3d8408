using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using QliroAdapter.Store;

namespace QliroAdapter.Silo;

/// <summary>
/// Applies this program's <c>orleans.sql</c> to the database before the cluster's providers read it. A lock lets only
/// one of several starting nodes do so. A newer schema is left as it is: the node that installed it made sure that this
/// program can use it.
/// </summary>
internal sealed class ClusterSchema(IOptions<PostgresStoreOptions> options) : IHostedLifecycleService
{
    /// <summary>Version of the script in this program.</summary>
    public const int Version = 2;

    // The payments' own migrations have a lock of their own.
    private const long Lock = 0x6F726C65616E73; // "orleans"

    public Task StartingAsync(CancellationToken cancellationToken) => Apply(options.Value.ConnectionString);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Applies the script unless the database has it or a newer one. Repeating it is harmless.</summary>
    public static async Task Apply(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Run(connection, string.Create(CultureInfo.InvariantCulture, $"select pg_advisory_xact_lock({Lock})"));
        await Run(connection, "create table if not exists cluster_schema (version integer not null)");
        if (await Run(connection, "select max(version) from cluster_schema") is int stored && stored >= Version) return;
        await Run(connection, Script());
        await Run(connection, string.Create(CultureInfo.InvariantCulture,
            $"delete from cluster_schema; insert into cluster_schema (version) values ({Version})"));
        await transaction.CommitAsync();
    }

    private static async Task<object?> Run(NpgsqlConnection connection, string script)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The script is part of this program, not input.
        command.CommandText = script;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }

    private static string Script()
    {
        using var reader = new StreamReader(typeof(ClusterSchema).Assembly.GetManifestResourceStream("orleans.sql")!);
        return reader.ReadToEnd();
    }
}
