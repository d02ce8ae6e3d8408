using QliroAdapter.Store;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests;

public abstract partial class PaymentStoreContract<THome>
{
    private static string KeyOf(string paymentId) => A.Payment(paymentId).Key;

    private Task<IReadOnlyList<string>> DueAt(DateTimeOffset at, int max = 100) => Store.Due(at, max, Cancellation);

    private Task<long> CommitDue(string paymentId, DateTimeOffset? due, long expected = 0)
        => Commit(A.Payment(paymentId, expected) with { DueAt = due });

    [Fact]
    public async Task Should_list_what_is_due_oldest_first()
    {
        await CommitDue("second", A.Noon);
        await CommitDue("later", A.Noon.AddSeconds(1));
        await CommitDue("first", A.Noon.AddSeconds(-5));
        await CommitDue("never", null);

        (await DueAt(A.Noon)).ShouldBe([KeyOf("first"), KeyOf("second")]);
        (await DueAt(A.Noon, max: 1)).ShouldBe([KeyOf("first")]);
        (await DueAt(A.Noon.AddSeconds(1))).Count.ShouldBe(3);
        (await DueAt(A.Noon.AddSeconds(-6))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_not_call_anything_due_before_its_time()
    {
        var due = A.Noon.AddTicks(1);
        await CommitDue("p1", due);
        (await DueAt(A.Noon)).ShouldBeEmpty();
        (await DueAt(due.AddMilliseconds(1))).ShouldBe([KeyOf("p1")]);
    }

    [Fact]
    public async Task Should_move_and_clear_a_due_time()
    {
        await CommitDue("p1", A.Noon);
        await CommitDue("p1", A.Noon.AddHours(1), expected: 1);
        (await DueAt(A.Noon)).ShouldBeEmpty();
        (await DueAt(A.Noon.AddHours(1))).ShouldBe([KeyOf("p1")]);

        await CommitDue("p1", null, expected: 2);
        (await DueAt(A.Noon.AddYears(1))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_list_a_due_creation_record()
    {
        var creation = A.Creation("order-1") with { DueAt = A.Noon };
        await Commit(creation);
        (await DueAt(A.Noon)).ShouldBe([creation.Key]);
    }

    [Fact]
    public async Task Should_give_a_process_its_own_leases_again_until_a_commit_moves_them()
    {
        await CommitDue("p1", A.Noon);
        (await DueAt(A.Noon)).ShouldBe([KeyOf("p1")]);
        (await DueAt(A.Noon)).ShouldBe([KeyOf("p1")]);
        (await DueAt(A.Noon + DueLease.Length)).ShouldBe([KeyOf("p1")]);

        await CommitDue("p1", A.Noon.AddSeconds(1), expected: 1);
        (await DueAt(A.Noon)).ShouldBeEmpty();
        (await DueAt(A.Noon.AddSeconds(1))).ShouldBe([KeyOf("p1")]);
    }

    [Fact]
    public async Task Should_give_a_due_time_that_passed_before_it_was_opened()
    {
        await CommitDue("p1", A.Noon);
        (await DueAt(A.Noon)).ShouldBe([KeyOf("p1")]);
        await Reopen();
        (await DueAt(A.Noon)).ShouldBe([KeyOf("p1")]);
    }
}
