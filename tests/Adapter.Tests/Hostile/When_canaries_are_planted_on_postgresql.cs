using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Adapter.Tests.Hostile;

/// <summary>The same with the database of a cluster.</summary>
public sealed class When_canaries_are_planted_on_postgresql : When_canaries_are_planted
{
    private protected override async Task<string?> Database() => await (await PostgresServer.Shared).CreateDatabase();
}
