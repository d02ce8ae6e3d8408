using QliroAdapter.Tests.Postgres;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Postgres;

public sealed class When_more_is_asked_than_there_are_connections : IAsyncLifetime
{
    private readonly PostgresHome home = new();

    public async ValueTask InitializeAsync() => await home.Create();

    public ValueTask DisposeAsync() => home.DisposeAsync();

    [Theory]
    [InlineData(2)]
    [InlineData(16)]
    public async Task Should_answer_everybody_with_no_more_than_allowed(int connections)
    {
        await using var store = PostgresHome.StoreAt(home.ConnectionString, connections);
        await store.Open();
        var none = CancellationToken.None;

        await Task.WhenAll(Enumerable.Range(0, 300).Select(number => Task.Run(async () =>
        {
            await store.Commit(A.Payment($"p{number}") with { DueAt = A.Noon }, none);
            (await store.Load(A.Payment($"p{number}").Key, none)).ShouldNotBeNull();
            if (number % 10 == 0) await store.Due(A.Noon, 10, none);
            if (number % 10 == 1) await store.Probe(none);
            if (number % 10 == 2) await store.Find(new(), none);
        })));

        (await store.CountByState(none)).Single().Payments.ShouldBe(300);
        var open = (long)(await PostgresServer.Execute(home.ConnectionString,
            "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"))!;
        open.ShouldBeInRange(1, connections);
    }
}
