using QliroAdapter.Store;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests;

public abstract partial class PaymentStoreContract<THome>
{
    private const string Pushed = "Qliro push Completed; nothing changed";

    [Fact]
    public async Task Should_count_repeats_in_one_row_with_its_first_and_last_time()
    {
        await Commit(A.Payment("p1") with { Timeline = [A.Entry("begun")] });
        await Commit(A.Payment("other"));
        foreach (var second in (int[])[10, 20, 30]) await Repeat("p1", Pushed, second);
        await Repeat("p1", "Qliro status of a capture; nothing changed", 15);
        await Repeat("other", Pushed, 40);
        await Commit(A.Payment("p1", 1) with
        {
            Timeline = [A.Entry("captured") with { At = A.Noon.AddSeconds(25) }],
        });

        var history = await Records.Timeline(A.Payment("p1").Key, 100, Cancellation);

        history.Select(row => (row.Sequence, row.Summary, row.Times, row.At, row.LastAt)).ShouldBe(
        [
            (1, "begun", 1L, A.Noon, null),
            (0, Pushed, 3L, A.Noon.AddSeconds(10), A.Noon.AddSeconds(30)),
            (0, "Qliro status of a capture; nothing changed", 1L, A.Noon.AddSeconds(15), A.Noon.AddSeconds(15)),
            (2, "captured", 1L, A.Noon.AddSeconds(25), (DateTimeOffset?)null),
        ]);
        history[1].Kind.ShouldBe("callback");
    }

    /// <summary>Letters that no index can make shorter.</summary>
    [Fact]
    public async Task Should_take_every_key_that_fits()
    {
        var random = new Random(1);
        var id = new string([.. Enumerable.Range(0, 200).Select(_ => (char)random.Next(0x4E00, 0x9FA5))]);
        var rest = (KeyText.LengthMax - PaymentKey.Of("shop", "se", id, "p").ToString().Length) / 9;
        var payment = A.Payment(id[..rest] + "p", orderId: id);
        payment.Key.Length.ShouldBeInRange(KeyText.LengthMax - 9, KeyText.LengthMax);

        await Commit(payment);
        await Services(payment);

        (await Load(payment))!.Version.ShouldBe(1);
        KeyText.Fits("shop", "se", id, id).ShouldBeFalse();

        async Task Services(PaymentCommit stored)
        {
            await Store.CountRepeat(new(stored.Key, 1, new('w', 300), A.Noon), Cancellation);
            (await Records.Find(new() { Text = stored.OrderId }, Cancellation)).Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task Should_show_repeats_beside_the_newest_rows_of_a_long_history()
    {
        await Commit(A.Payment("p1") with { Timeline = [.. Enumerable.Range(1, 30).Select(n => A.Entry($"{n}"))] });
        await Repeat("p1", Pushed, -5);

        (await Records.Timeline(A.Payment("p1").Key, 2, Cancellation)).Select(row => row.Summary)
            .ShouldBe([Pushed, "29", "30"]);
    }

    [Fact]
    public async Task Should_keep_the_payment_and_its_version_as_they_are()
    {
        await Commit(A.Payment("p1"));
        var before = await Load(A.Payment("p1"));
        var listed = await Records.Find(new(), Cancellation);

        await Repeat("p1", Pushed, 10);
        await Reopen();

        (await Load(A.Payment("p1"))).ShouldBe(before);
        (await Records.Find(new(), Cancellation)).ShouldBe(listed);
        (await Records.Timeline(A.Payment("p1").Key, 10, Cancellation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_lose_no_repeat_that_comes_beside_others()
    {
        await Commit(A.Payment("p1"));

        await Task.WhenAll(Enumerable.Range(1, 200).Select(second => Repeat("p1", Pushed, second)));

        var row = (await Records.Timeline(A.Payment("p1").Key, 10, Cancellation)).Single(one => one.Sequence == 0);
        (row.Times, row.LastAt).ShouldBe((200, A.Noon.AddSeconds(200)));
    }

    /// <summary>What 5,000 pushes write that change nothing, beside what as many commits would write.</summary>
    [Fact]
    public async Task Should_not_grow_with_the_number_of_repeats()
    {
        const int Pushes = 5000, Compared = 500;
        var large = new string('x', 4000);
        await Commit(A.Payment("p1") with { Document = large });
        await Commit(A.Payment("p2") with { Document = large });
        await Repeat("p1", Pushed, 0);

        var empty = await home.Bytes();
        // One after the other, as the turns of one payment are.
        for (var second = 1; second <= Pushes; second++) await Repeat("p1", Pushed, second);
        var counted = await home.Bytes();
        for (var version = 1; version <= Compared; version++)
            await Commit(A.Payment("p2", version) with
            {
                Document = large,
                Timeline = [A.Entry("Qliro push Completed"), A.Entry("Qliro GetOrder: 200 in 7 ms")],
            });
        var committed = await home.Bytes();

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Pushes} repeats: {counted - empty} bytes; {Compared} commits: {committed - counted} bytes");
        // PostgreSQL reuses the space of old counts once no other connection can see them, so some pages may be added.
        ((counted - empty) * 4).ShouldBeLessThan((committed - counted) * (Pushes / Compared));
        (await Records.Timeline(A.Payment("p1").Key, 10, Cancellation)).Single(one => one.Sequence == 0)
            .Times.ShouldBe(Pushes + 1);
    }

    [Theory]
    [InlineData("p1", 1)]
    [InlineData("unknown", 1)]
    public async Task Should_count_nothing_at_another_version(string paymentId, long expected)
    {
        await Commit(A.Payment("p1"));
        await Commit(A.Payment("p1", 1));

        (await Should.ThrowAsync<StoreConflictException>(() => Repeat(paymentId, Pushed, 1, expected)))
            .ExpectedVersion.ShouldBe(expected);

        (await Records.Timeline(A.Payment("p1").Key, 10, Cancellation)).Count.ShouldBe(2);
    }

    private Task Repeat(string paymentId, string what, int second, long expected = 1) => Store.CountRepeat(
        new(A.Payment(paymentId).Key, expected, what, A.Noon.AddSeconds(second)), Cancellation);
}
