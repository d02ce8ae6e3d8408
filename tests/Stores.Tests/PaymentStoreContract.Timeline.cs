using QliroAdapter.Store;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests;

public abstract partial class PaymentStoreContract<THome>
{
    [Fact]
    public async Task Should_number_a_payments_history_from_one_without_gaps()
    {
        await Commit(A.Payment("p1") with { Timeline = [A.Entry("a"), A.Entry("b")] });
        await Commit(A.Payment("other") with { Timeline = [A.Entry("not ours")] });
        await Commit(A.Payment("p1", 1) with { Timeline = [] });
        await IsTaken(A.Payment("p1", 1) with { Timeline = [A.Entry("refused")] });
        await Commit(A.Payment("p1", 2) with { Timeline = [A.Entry("c"), A.Entry("d"), A.Entry("e")] });

        var history = await Records.Timeline(A.Payment("p1").Key, 100, Cancellation);

        history.Select(entry => entry.Sequence).ShouldBe([1, 2, 3, 4, 5]);
        history.Select(entry => entry.Summary).ShouldBe(["a", "b", "c", "d", "e"]);
    }

    [Fact]
    public async Task Should_give_the_newest_rows_of_a_long_history_oldest_first()
    {
        await Commit(A.Payment("p1") with { Timeline = [.. Enumerable.Range(1, 30).Select(n => A.Entry($"{n}"))] });

        (await Records.Timeline(A.Payment("p1").Key, 3, Cancellation)).Select(entry => entry.Summary)
            .ShouldBe(["28", "29", "30"]);
    }

    [Fact]
    public async Task Should_keep_kind_and_time_of_an_entry()
    {
        var entry = A.Entry("shown") with { Kind = "callback", At = A.Noon.AddMilliseconds(123) };
        await Commit(A.Payment("p1") with { Timeline = [entry] });

        (await Records.Timeline(A.Payment("p1").Key, 1, Cancellation)).ShouldBe([entry with { Sequence = 1 }]);
    }

    [Fact]
    public async Task Should_keep_the_trace_of_those_rows_that_have_one()
    {
        var trace = new string('a', 32);
        await Commit(A.Payment("p1") with { Timeline = [A.Entry("a") with { Trace = trace }, A.Entry("b")] });
        await Commit(A.Payment("p1", 1) with { Timeline = [A.Entry("c")] });

        (await Records.Timeline(A.Payment("p1").Key, 9, Cancellation)).Select(entry => entry.Trace)
            .ShouldBe([trace, null, null]);
    }

    [Fact]
    public async Task Should_write_no_state_without_its_history()
    {
        // A row of history that every store refuses; the state that came with it must not be stored either.
        await Should.ThrowAsync<Exception>(() => Commit(
            A.Payment("p1") with { Timeline = [A.Entry("fine"), A.Entry("no kind") with { Kind = null! }] }));

        (await Load(A.Payment("p1"))).ShouldBeNull();
        (await Records.Timeline(A.Payment("p1").Key, 10, Cancellation)).ShouldBeEmpty();
    }
}
