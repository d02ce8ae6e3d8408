using Microsoft.Extensions.Options;
using QliroAdapter.Ops;
using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Postgres;

/// <summary>Months of signed timelines are dropped, as <c>Storage:Postgres:KeepEventMonths</c> says.</summary>
public sealed class When_the_history_is_trimmed : IAsyncLifetime
{
    private const int KeepMonths = 24;

    private static readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();

    private readonly PostgresHome home = new();
    private readonly TimelineKeys keys = new(Options.Create(new KeyOptions
    {
        TimelineKeys = [PaymentStoreContract<PostgresHome>.NewKey()],
    }));

    private OpenedStore store = null!;

    public async ValueTask InitializeAsync() => store = await home.Open();

    public async ValueTask DisposeAsync()
    {
        await store.Close();
        await home.DisposeAsync();
    }

    [Fact]
    public async Task Should_verify_what_is_left_and_nothing_less()
    {
        await Commit("over-years", -40, -30, -30, -26, -3, -1, 0);
        await Commit("all-of-it-old", -40, -30);
        await Commit("young", 0);
        (await Mistakes(KeepMonths)).ShouldBeEmpty();

        await Query("update payment_events set filed_at = at");
        await Query($"select payment_housekeeping({KeepMonths})");

        (await Query("select count(*) from payment_events")).ShouldBe(4L);
        (await Mistakes(KeepMonths)).ShouldBeEmpty();
        (await Mistakes(keepMonths: 0)).Count.ShouldBe(2, "where nothing is dropped, nothing may be missing");
    }

    [Theory]
    [InlineData("delete from payment_events where seq = 5", "a row of a month that is kept")]
    [InlineData("delete from payment_events where seq = 7", "the last row")]
    [InlineData("update payment_events set summary = 'another' where seq = 5", "the first row that is left")]
    [InlineData("update payment_events set at = at + interval '1 second' where seq = 6", "the time of one")]
    public async Task Should_find_what_was_changed_behind_the_gap(string change, string what)
    {
        await Commit("over-years", -40, -30, -30, -26, -3, -1, 0);
        await Query("update payment_events set filed_at = at");
        await Query($"select payment_housekeeping({KeepMonths})");
        (await Mistakes(KeepMonths)).ShouldBeEmpty();

        await Query(change);

        (await Mistakes(KeepMonths)).ShouldHaveSingleItem(what);
    }

    [Fact]
    public async Task Should_go_on_signing_after_it()
    {
        await Commit("over-years", -40, -30, -1);
        await Query("update payment_events set filed_at = at");
        await Query($"select payment_housekeeping({KeepMonths})");

        await Commit("over-years", 0, 0);

        (await Mistakes(KeepMonths)).ShouldBeEmpty();
        (await Query("select min(seq) || ' ' || max(seq) from payment_events")).ShouldBe("3 5");
    }

    /// <summary>A commit with one row in each of these months, counted from now.</summary>
    private async Task Commit(string paymentId, params int[] months)
    {
        foreach (var month in months)
        {
            var key = A.Payment(paymentId).Key;
            var chain = new TimelineChain(keys);
            var stored = await store.Payments.Load(key, CancellationToken.None);
            var state = stored is null ? TimelineState.None : chain.StateOf(stored);
            var at = now.AddMonths(month);
            var commit = A.Payment(paymentId, stored?.Version ?? 0) with
            {
                At = at,
                Timeline = [new() { At = at, Kind = "decision", Summary = $"month {month}" }],
            };
            var rows = chain.NeedsRows(state) ? await store.Payments.History(key, CancellationToken.None) : [];
            await store.Payments.Commit(chain.Link(commit, state, rows).Commit, CancellationToken.None);
        }
    }

    private async Task<IReadOnlyList<string>> Mistakes(int keepMonths)
    {
        var lines = new List<string>();
        await new Verification(keys, TimeProvider.System, lines.Add).Run(
            new(), new() { ConnectionString = home.ConnectionString, KeepEventMonths = keepMonths }, new(null, null),
            CancellationToken.None);
        return lines;
    }

    private Task<object?> Query(string statement) => PostgresServer.Execute(home.ConnectionString, statement);
}
