using System.Text.Json;
using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Postgres;

/// <summary>The way in for a caller that has a key, a version and one payload: the same rows, the same fence.</summary>
public sealed class When_a_commit_comes_as_json : IAsyncLifetime
{
    private readonly PostgresHome home = new();
    private OpenedStore store = null!;

    public async ValueTask InitializeAsync() => store = await home.Open();

    public async ValueTask DisposeAsync()
    {
        await store.Close();
        await home.DisposeAsync();
    }

    [Fact]
    public async Task Should_fill_the_same_columns_as_a_commit_of_the_store()
    {
        var payment = A.Payment("a 'quoted' ö") with
        {
            QliroOrderId = "4711", DueAt = A.Noon.AddMinutes(1), ParkedReason = "why", OwedCalls = 2,
            Timeline = [A.Entry("one"), A.Entry("two")],
        };
        (await Commit(payment)).ShouldBe(1L);
        await store.Payments.Commit(payment with { ExpectedVersion = 1 }, CancellationToken.None);
        (await Commit(payment with { ExpectedVersion = 2, QliroOrderId = null, DueAt = null })).ShouldBe(3L);

        (await store.Payments.Load(payment.Key, CancellationToken.None))
            .ShouldBe(new(payment.Key, 3, payment.Document));
        (await store.Records.Find(new() { Text = payment.Key }, CancellationToken.None)).ShouldBe([new()
        {
            Key = payment.Key, Merchant = payment.Merchant, Channel = payment.Channel, OrderId = payment.OrderId,
            PaymentId = payment.PaymentId, State = payment.State, Version = 3, OwedCalls = 2, ParkedReason = "why",
            UpdatedAt = payment.At,
        }]);
        (await store.Records.Timeline(payment.Key, 10, CancellationToken.None)).Select(entry => entry.Summary)
            .ShouldBe(["one", "two", "one", "two", "one", "two"]);
    }

    [Fact]
    public async Task Should_write_nothing_on_another_version()
    {
        await Commit(A.Payment("p1"));
        (await Commit(A.Payment("p1"))).ShouldBe(DBNull.Value);
        (await Commit(A.Payment("p1", 2))).ShouldBe(DBNull.Value);
        (await Commit(A.Payment("p2", 1))).ShouldBe(DBNull.Value);
        (await store.Records.Timeline(A.Payment("p1").Key, 10, CancellationToken.None)).Count.ShouldBe(1);
    }

    private Task<object?> Commit(PaymentCommit commit) => PostgresServer.Execute(home.ConnectionString,
        $"select payment_commit_json($q${commit.Key}$q$, {commit.ExpectedVersion}, "
        + $"$q${JsonSerializer.Serialize(commit, JsonSerializerOptions.Web)}$q$)");
}
