using Npgsql;
using QliroAdapter.Stores.Tests.Postgres;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Stores.Tests.Cluster;

public sealed class When_grains_keep_state_on_postgresql : GrainStateContract
{
    private readonly PostgresHome home = new();

    private protected override async Task<ProviderStatements> Open()
    {
        await home.Create();
        for (var time = 0; time < 2; time++)
            await PostgresServer.Execute(home.ConnectionString, await ProviderStatements.Script("postgres"));
        return await ProviderStatements.Of(async () =>
        {
            var connection = new NpgsqlConnection(home.ConnectionString);
            await connection.OpenAsync();
            return connection;
        });
    }

    private protected override async Task Close() => await home.DisposeAsync();
}
