using QliroAdapter.Ops;
using QliroAdapter.Store;
using QliroAdapter.Stores.Tests.Postgres;
using QliroAdapter.Stores.Tests.Sqlite;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Move;

public sealed class When_payments_move_to_postgresql
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Should_bring_over_all_that_is_stored_of_them()
    {
        var waiting = A.Payment("waiting") with
        {
            QliroOrderId = "4711",
            OutboxEntries = 3,
            DueAt = A.Noon.AddTicks(1),
            ParkedReason = "Norce says no.",
            EventsSince = A.Noon,
            EventsGivenUp = 2,
            Timeline =
            [
                A.Entry("first"), A.Entry("second, with \0 in it"),
                A.Entry("third: åäö €") with { Trace = new string('a', 32) },
            ],
        };
        await using var removal = await Removal.Of(
            waiting, A.Payment("waiting", 1) with
            {
                QliroOrderId = "4711",
                OutboxEntries = 3,
                DueAt = A.Noon,
                EventsSince = A.Noon,
                EventsGivenUp = 2,
            },
            A.Payment("resting"), A.Creation("order-2"));
        removal.Change("delete from payment_events where key like '%waiting' and seq = 1");

        (await removal.Move()).ShouldBeTrue();

        var file = await removal.From.Open();
        var database = await removal.To.Open();
        foreach (var commit in (PaymentCommit[])[waiting, A.Payment("resting"), A.Creation("order-2")])
        {
            (await database.Payments.Load(commit.Key, Cancellation))
                .ShouldBe(await file.Payments.Load(commit.Key, Cancellation));
            (await database.Records.Find(new() { Text = commit.Key }, Cancellation))
                .ShouldBe(await file.Records.Find(new() { Text = commit.Key }, Cancellation));
        }

        (await database.Records.Timeline(waiting.Key, 10, Cancellation))
            .Select(entry => (entry.Sequence, entry.Summary, entry.Trace)).ShouldBe(
            [
                (2, "second, with \uFFFD in it", null), (3, "third: åäö €", new string('a', 32)), (4, "version 2", null),
            ]);
        (await database.Payments.Due(A.Noon, 10, Cancellation)).ShouldBe([waiting.Key]);
        await file.Close();
        await database.Close();
    }

    [Fact]
    public async Task Should_bring_over_counted_repeats()
    {
        await using var removal = await Removal.Of(
            A.Payment("one") with { DataKey = "key", Chain = "head" }, A.Payment("two"));
        removal.Change("insert into payment_repeats select key, 'again', 4711, strftime('%s', 'now') * 1000, "
            + "strftime('%s', 'now') * 1000, 'signature' from payments where payment_id = 'one'");

        (await removal.Move()).ShouldBeTrue();

        var database = await removal.To.Open();
        var row = (await database.Records.Timeline(A.Payment("one").Key, 10, Cancellation))
            .Single(one => one.Times > 1);
        (row.Summary, row.Times).ShouldBe(("again", 4711));
        var stored = (await database.Payments.Load(A.Payment("one").Key, Cancellation))!;
        (stored.DataKey, stored.Chain).ShouldBe(("key", "head"));
        await database.Close();
        (await removal.Ask("select signature from payment_repeats")).ShouldBe("signature");
        await removal.Ask("update payment_repeats set signature = null");
        (await removal.Move()).ShouldBeFalse();
    }

    [Fact]
    public async Task Should_count_events_on_where_the_file_stopped()
    {
        await using var removal = await Removal.Of(A.Payment("one"), A.Payment("one", 1));
        await removal.Move();
        var database = await removal.To.Open();
        await database.Payments.Commit(A.Payment("one", 2), Cancellation);
        (await database.Records.Timeline(A.Payment("one").Key, 10, Cancellation)).Select(entry => entry.Sequence)
            .ShouldBe([1, 2, 3]);
        await database.Close();
    }

    [Fact]
    public async Task Should_only_verify_what_has_been_moved()
    {
        await using var removal = await Removal.Of(A.Payment("one"));
        (await removal.Move()).ShouldBeTrue();
        var first = removal.Told[^1];
        (await removal.Move()).ShouldBeTrue();
        removal.Told[^1].ShouldBe(first.Replace("1 copied", "everything was there already", StringComparison.Ordinal));
        removal.Told.ShouldNotContain(line => line.Contains("are to be copied"));
    }

    [Fact]
    public async Task Should_verify_an_empty_file()
    {
        await using var removal = await Removal.Of();
        (await removal.Move()).ShouldBeTrue();
        removal.Told[^1].ShouldContain("0 payments with 0 events");
    }

    [Theory]
    [InlineData("from ")]
    [InlineData("4000 of 4000 payments")]
    [InlineData("copied 1000 ")]
    [InlineData("copied 2000 ")]
    [InlineData("copied 3000 ")]
    [InlineData("copied 4000 ")]
    [InlineData("verified 2000 ")]
    public async Task Should_go_on_where_it_was_stopped(string at)
    {
        await using var removal = await Removal.Of();
        removal.Fill(4000);
        using var stop = new CancellationTokenSource();
        removal.Meanwhile = line =>
        {
            if (line.StartsWith(at, StringComparison.Ordinal)) stop.Cancel();
        };
        await Should.ThrowAsync<OperationCanceledException>(() => removal.Move(stop.Token));

        var there = (long)(await removal.Ask("select count(*) from payments"))!;
        removal.Meanwhile = static _ => { };
        (await removal.Move()).ShouldBeTrue();
        removal.Told[^1].ShouldStartWith(there == 4000
            ? "verified: everything was there already; 4000 payments with 8000 events"
            : $"verified: {4000 - there} copied; 4000 payments with 8000 events");
    }

    [Fact]
    public async Task Should_let_no_node_in_before_the_end()
    {
        await using var removal = await Removal.Of();
        removal.Fill(3000);
        await removal.Move(); // The tables are there.
        await removal.Ask("delete from payments");
        await removal.Ask("delete from payment_events");
        await using var node = PostgresHome.StoreAt(removal.To.ConnectionString);
        var opening = Task.CompletedTask;
        var wasIn = false;
        removal.Meanwhile = line =>
        {
            if (line.StartsWith("copied 1000 ", StringComparison.Ordinal)) opening = node.Open();
            wasIn |= opening != Task.CompletedTask && opening.IsCompleted;
        };
        (await removal.Move()).ShouldBeTrue();
        wasIn.ShouldBeFalse();
        await opening;
        await node.Close();
    }

    [Fact]
    public async Task Should_wait_for_nobody_who_uses_a_side()
    {
        await using var removal = await Removal.Of(A.Payment("one"));
        var file = await removal.From.Open();
        (await Should.ThrowAsync<StoreStartException>(() => removal.Move())).Message
            .ShouldContain("is owned by another process");
        await file.Close();

        var node = await removal.To.Open();
        (await Should.ThrowAsync<StoreStartException>(() => removal.Move())).Message.ShouldContain("nodes at work");
        await node.Close();
        (await removal.Move()).ShouldBeTrue();
    }

    [Fact]
    public async Task Should_say_what_is_wrong_with_a_side()
    {
        await using var removal = await Removal.Of(A.Payment("one"));
        (await Failure(new("/nowhere/payments.db", Target(removal.To.ConnectionString), Silent)))
            .ShouldContain("there is no /nowhere/payments.db");
        (await Failure(new(removal.From.Path, Target("Host=127.0.0.1;Port=1;Password=hidden"), Silent)))
            .ShouldSatisfyAllConditions(
                line => line.ShouldContain("127.0.0.1:1/"), line => line.ShouldNotContain("hidden"));
        (await Failure(new(removal.From.Path, Target("hidden"), Silent))).ShouldNotContain("hidden");
        removal.Change("pragma user_version = 9");
        (await Failure(new(removal.From.Path, Target(removal.To.ConnectionString), Silent)))
            .ShouldContain("schema version 9");
    }

    private static void Silent(string line)
    {
    }

    private static PostgresStoreOptions Target(string connectionString)
        => new() { ConnectionString = connectionString };

    private static async Task<string> Failure(MoveToPostgres move)
        => (await Should.ThrowAsync<StoreStartException>(() => move.Run(Cancellation))).Message;
}
