using Microsoft.Extensions.Options;
using QliroAdapter.Ops;
using QliroAdapter.Store;
using QliroAdapter.Tests.Processes;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests;

public abstract partial class PaymentStoreContract<THome>
{
    private const int KeepDays = 100;

    private static readonly string[] tables = ["payments", "payment_events", "payment_repeats", "payment_ids"];

    private static DateTimeOffset LongAgo => A.Noon.AddDays(-KeepDays - 1);

    /// <summary>Each is a reason to stay.</summary>
    private static readonly (string Id, Func<PaymentCommit, PaymentCommit> With)[] staying =
    [
        ("due", commit => commit with { DueAt = A.Noon.AddYears(1) }),
        ("parked", commit => commit with { ParkedReason = "a reason" }),
        ("held", commit => commit with { HeldReason = "a reason" }),
        ("owing", commit => commit with { OutboxEntries = 1 }),
        ("owing-since", commit => commit with { OutboxSince = LongAgo }),
        ("attended", commit => commit with
        {
            Attention = new(AttentionKinds.OperationFailed, "a reason", LongAgo, 100m),
        }),
        ("unknown", commit => commit with
        {
            Attention = new(AttentionKinds.OutcomeUnknown, "a reason", A.Noon.AddDays(1), 100m),
        }),
        ("changed", commit => commit with { At = A.Noon.AddDays(-KeepDays) }),
    ];

    [Fact]
    public async Task Should_delete_what_has_ended_with_all_of_its_rows()
    {
        await Ended("gone");
        await Commit(A.Creation("order-1") with { State = CreationStates.Ended, At = LongAgo });
        await Signed();

        await Retain();

        foreach (var table in tables)
        {
            (await Rows(table, A.Payment("gone").Key)).ShouldBe(0, table);
            if (table != "payment_ids") (await Rows(table, A.Payment("p1").Key)).ShouldBeGreaterThan(0, table);
        }
        (await Rows("payments", A.Creation("order-1").Key)).ShouldBe(0);
        (await Verified(since: A.Noon)).ShouldBe(new() { All = 2 });
    }

    [Fact]
    public async Task Should_keep_no_body_of_what_it_deletes_and_take_none_afterwards()
    {
        await Ended("gone");
        await Commit(A.Payment("stays"));
        var bodies = Bodies;
        CallBody[] both = [Body(A.Payment("gone").Key), Body(A.Payment("stays").Key)];
        await bodies.Add(both, Cancellation);

        await Retain();

        (await bodies.Find(both[0].Key, 10, Cancellation)).ShouldBeEmpty();
        (await bodies.Add(both, Cancellation)).ShouldBe([both[1].Key]);
        (await bodies.Find(both[0].Key, 10, Cancellation)).ShouldBeEmpty();
        (await bodies.Find(both[1].Key, 10, Cancellation)).Count.ShouldBe(2);
    }

    /// <summary>As a process leaves it that dies between two steps, or that deletes at the same moment.</summary>
    [Fact]
    public async Task Should_delete_bodies_whose_payment_is_gone()
    {
        await Commit(A.Payment("gone"));
        await Commit(A.Payment("stays"));
        var bodies = Bodies;
        await bodies.Add([Body(A.Payment("gone").Key), Body(A.Payment("stays").Key)], Cancellation);
        await home.Execute($"delete from payments where key = '{A.Payment("gone").Key}'");

        await bodies.DeleteBefore(A.Noon, Cancellation);

        (await bodies.Find(A.Payment("gone").Key, 10, Cancellation)).ShouldBeEmpty();
        (await bodies.Find(A.Payment("stays").Key, 10, Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_keep_what_waits_for_something_or_has_changed()
    {
        foreach (var (id, with) in staying) await Commit(with(Old(id)));
        var before = await Everything();

        await Retain();

        (await Everything()).ShouldBe(before);
        await Ended("gone");
        await Retain();
        (await Everything()).ShouldBe(before, "and what went beside them took none along");
    }

    [Fact]
    public async Task Should_say_what_would_go_and_change_nothing()
    {
        await Ended("p1");
        await Ended("p2");
        await Commit(Old("p3") with { State = "captured" });
        await Commit(Old("p4") with { Merchant = "another" });
        await Commit(A.Creation("order-1") with { At = LongAgo });
        await Commit(A.Payment("stays") with { At = A.Noon });
        var before = await Everything();
        var lines = new List<string>();

        await Retain(lines, isDryRun: true);

        lines.Select(line => line.Split(',')[0]).ShouldBe(
        [
            $"Not changed since {A.Noon.AddDays(-KeepDays):u}", "another intent: 1", "shop captured: 1",
            $"shop {EndedPayments.CreationRecords}: 1", "shop intent: 2", "5 in all",
        ]);
        var bytes = lines[2].Split(' ')[^2];
        var stored = Old("p3");
        bytes.ShouldBe($"{stored.Document.Length + stored.Timeline.Sum(row => row.Kind.Length + row.Summary.Length)}");
        (await Everything()).ShouldBe(before);
    }

    [Fact]
    public async Task Should_go_on_with_a_retention_that_was_stopped()
    {
        for (var number = 0; number < 120; number++) await Ended($"p{number:000}");
        using var stopping = new CancellationTokenSource();
        var clock = new Clock { AtFirstPause = stopping.Cancel };
        await Should.ThrowAsync<OperationCanceledException>(() => new Retention(clock, _ => { }).Run(
            home.Place.Sqlite, home.Place.Postgres, KeepDays, isDryRun: false, stopping.Token));
        var left = (long)(await home.Execute("select count(*) from payments"))!;
        left.ShouldBeInRange(1, 119);
        foreach (var table in tables.Skip(1))
        {
            (await home.Execute($"select count(distinct key) from {table}")).ShouldBe(left, table);
        }

        await Retain();

        foreach (var table in tables) (await home.Execute($"select count(*) from {table}")).ShouldBe(0L, table);
        var lines = new List<string>();
        await Retain(lines);
        lines.ShouldBe(["0 were deleted."]);
    }

    [Fact]
    public async Task Should_not_bring_half_of_a_deleted_payment_back()
    {
        await Ended("p1");
        await Retain();

        (await IsTaken(A.Payment("p1", 2) with { Ids = ["4711"] })).ShouldBeFalse();
        await Should.ThrowAsync<StoreConflictException>(
            Store.CountRepeat(new(A.Payment("p1").Key, 2, "again", A.Noon), Cancellation));
        foreach (var table in tables) (await home.Execute($"select count(*) from {table}")).ShouldBe(0L, table);
        await Commit(A.Payment("p1"));
        (await Store.History(A.Payment("p1").Key, Cancellation)).ShouldHaveSingleItem().Sequence.ShouldBe(1);
        (await LoadWhole(A.Payment("p1")))!.DataKey.ShouldBeNull();
    }

    [Fact]
    public async Task Should_delete_beside_commits()
    {
        for (var number = 0; number < 200; number++) await Ended($"p{number:000}");
        var writing = Task.Run(async () =>
        {
            for (var number = 0; number < 200; number++)
            {
                await Commit(A.Payment($"q{number:000}"));
                await IsTaken(A.Payment($"p{number:000}", 2) with { At = A.Noon });
            }
        }, Cancellation);
        await Retain();
        await writing;

        (await home.Execute("select count(*) from payments where payment_id like 'q%'")).ShouldBe(200L);
        var stayed = await home.Execute("select count(*) from payments where payment_id like 'p%' and version = 3");
        (await home.Execute("select count(*) from payments where payment_id like 'p%'")).ShouldBe(stayed);
        (await home.Execute("select count(*) from payment_events where key like '%/p%'")).ShouldBe(3L * (long)stayed!);
    }

    [Fact]
    public async Task Should_delete_by_itself_while_it_is_open()
    {
        var now = TimeProvider.System.GetUtcNow();
        await Commit(A.Payment("old") with { At = now.AddDays(-31) });
        await Commit(A.Payment("new") with { At = now.AddDays(-29) });
        await Reopen();
        await opened!.Close();
        (await home.Execute("select count(*) from payments")).ShouldBe(2L, "nothing is said of how long");

        home.Retention = new() { KeepPaymentDays = 30 };
        opened = await home.Open();

        await Wait.Until(async () => (long)(await home.Execute("select count(*) from payments"))! == 1);
        (await home.Execute("select payment_id from payments")).ShouldBe("new");
    }

    private ICallBodies Bodies => Store is PostgresStore postgres
        ? new PostgresBodies(postgres)
        : new SqliteBodies(Options.Create(home.Place.Sqlite));

    private static CallBody Body(string key) => new()
    {
        Key = key, At = A.Noon, Partner = "Qliro", Operation = "GET order", Status = 200, Request = "", Answer = "{}",
    };

    private static PaymentCommit Old(string paymentId) => A.Payment(paymentId) with { At = LongAgo };

    /// <summary>With rows everywhere.</summary>
    private async Task Ended(string paymentId)
    {
        await Commit(Old(paymentId) with { DataKey = "key", Chain = "head", Ids = [$"id of {paymentId}"] });
        await Commit(A.Payment(paymentId, 1) with { At = LongAgo });
        await Store.CountRepeat(new(A.Payment(paymentId).Key, 2, "again", LongAgo), Cancellation);
    }

    private Task Retain(List<string>? lines = null, bool isDryRun = false)
        => new Retention(new Clock(), line => lines?.Add(line)).Run(
            home.Place.Sqlite, home.Place.Postgres, KeepDays, isDryRun, Cancellation);

    private async Task<long> Rows(string table, string key)
        => (long)(await home.Execute($"select count(*) from {table} where key = '{key}'"))!;

    private async Task<string> Everything()
    {
        var all = new List<string>();
        foreach (var table in tables)
        {
            all.Add($"{await home.Execute($"select count(*) from {table}")}");
            all.Add($"{await home.Execute($"select min(key) || max(key) from {table}")}");
        }
        all.Add($"{await home.Execute("select sum(version) from payments")}");
        return string.Join(' ', all);
    }

    /// <summary>The day on which the tests take place; pauses are real.</summary>
    private sealed class Clock : TimeProvider
    {
        public Action? AtFirstPause { get; init; }

        public override DateTimeOffset GetUtcNow() => A.Noon;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            AtFirstPause?.Invoke();
            return base.CreateTimer(callback, state, dueTime, period);
        }
    }
}
