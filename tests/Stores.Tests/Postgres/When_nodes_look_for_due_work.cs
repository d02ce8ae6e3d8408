using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Postgres;

public sealed class When_nodes_look_for_due_work : IAsyncLifetime
{
    private readonly PostgresHome home = new();
    private PostgresStore one = null!;
    private PostgresStore other = null!;

    public async ValueTask InitializeAsync()
    {
        await home.Create();
        (one, other) = (PostgresHome.StoreAt(home.ConnectionString), PostgresHome.StoreAt(home.ConnectionString));
        await one.Open();
        await other.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await one.Close();
        await other.Close();
        await home.DisposeAsync();
    }

    [Fact]
    public async Task Should_give_each_payment_to_one_node_and_to_it_again()
    {
        for (var number = 0; number < 50; number++) await CommitDue($"p{number}");

        var looks = await Task.WhenAll(Enumerable.Range(0, 8).Select(look => Task.Run(
            () => Look(look % 2 == 0 ? one : other, most: 10))));

        var ones = looks.Where((_, look) => look % 2 == 0).SelectMany(keys => keys).ToHashSet(StringComparer.Ordinal);
        var others = looks.Where((_, look) => look % 2 == 1).SelectMany(keys => keys).ToHashSet(StringComparer.Ordinal);
        ones.Intersect(others).ShouldBeEmpty();
        (await Look(one)).Concat(await Look(other)).Distinct().Count().ShouldBe(50);
    }

    [Fact]
    public async Task Should_give_a_leaving_nodes_work_to_another_at_once()
    {
        await CommitDue("p1");
        (await Look(one)).Count.ShouldBe(1);
        (await Look(other)).ShouldBeEmpty();

        await one.Close();

        (await Look(other)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_give_a_silent_nodes_work_to_another()
    {
        await CommitDue("p1");
        await Look(one);
        await PostgresServer.Execute(home.ConnectionString,
            "update payment_looks set at = at - interval '11 seconds'");
        (await Look(other)).Count.ShouldBe(1);
        (await Look(one)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_pass_over_a_payment_that_is_being_written()
    {
        await CommitDue("busy");
        await CommitDue("free");
        await using var connection = new Npgsql.NpgsqlConnection(home.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"update payments set state = 'busy' where payment_id = 'busy'";
        await command.ExecuteNonQueryAsync();

        (await Look(one)).ShouldBe([A.Payment("free").Key]);

        await transaction.RollbackAsync();
        (await Look(one)).Count.ShouldBe(2);
    }

    private Task CommitDue(string payment)
        => one.Commit(A.Payment(payment) with { DueAt = A.Noon }, CancellationToken.None);

    private static Task<IReadOnlyList<string>> Look(PostgresStore store, int most = 100)
        => store.Due(A.Noon, most, CancellationToken.None);
}
