using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Postgres;

public sealed class When_the_server_restarts_under_load
{
    private const int Payments = 32;

    [Fact]
    public async Task Should_lose_nothing_acknowledged_and_write_nothing_twice()
    {
        await using var server = await PostgresServer.Start();
        await using var store = PostgresHome.StoreAt(await server.CreateDatabase());
        await store.Open();
        using var enough = new CancellationTokenSource();
        var acknowledged = new long[Payments];
        var writing = Enumerable.Range(0, Payments).Select(payment => Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested) acknowledged[payment] = await WriteNext(store, payment);
        })).ToList();

        foreach (var crash in new[] { false, true })
        {
            await EachMovedOn(acknowledged);
            await server.Stop(crash);
            await server.Start();
        }

        await EachMovedOn(acknowledged);
        await enough.CancelAsync();
        await Task.WhenAll(writing);
        for (var payment = 0; payment < Payments; payment++)
        {
            var key = A.Payment($"p{payment}").Key;
            (await store.Load(key, CancellationToken.None))!.Version.ShouldBe(acknowledged[payment]);
            (await store.Timeline(key, int.MaxValue, CancellationToken.None)).Select(entry => entry.Summary)
                .ShouldBe(Enumerable.Range(1, (int)acknowledged[payment]).Select(version => $"version {version}"));
        }
    }

    // As a turn does: after a commit that threw, the true state is loaded.
    private static async Task<long> WriteNext(PostgresStore store, int payment)
    {
        while (true)
        {
            try
            {
                var known = await store.Load(A.Payment($"p{payment}").Key, CancellationToken.None);
                return await store.Commit(A.Payment($"p{payment}", known?.Version ?? 0), CancellationToken.None);
            }
            catch (Npgsql.NpgsqlException)
            {
                // The server is away for longer than the store waits; the test's own limit is below.
            }
        }
    }

    private static async Task EachMovedOn(long[] acknowledged)
    {
        var before = acknowledged.ToArray();
        // Real time, because a server restarts in it. Long, because the machine may be busy.
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Enumerable.Range(0, Payments).Any(payment => acknowledged[payment] < before[payment] + 3))
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, timeout.Token);
    }
}
