using QliroAdapter.Ops;

namespace QliroAdapter.WebFront.Tests.Ops;

/// <summary>Counting all payments takes longer than a page may: the page opens, and says how old its count is.</summary>
public sealed class When_counting_takes_long
{
    private readonly SimulatedTime clock = new();
    private readonly FakeRecords records = new();

    [Fact]
    public async Task Should_not_wait_for_the_first_count_and_show_it_later()
    {
        var counts = new StateCounts(records, clock);
        var held = new TaskCompletionSource();
        records.CountHeld = held.Task;
        var read = counts.Read(default);
        await Until(() => records.Counts == 1);
        clock.Advance(StateCounts.WaitMax);
        (await read).ShouldBeNull();

        held.SetResult();
        await Until(async () => await counts.Read(default) is not null);
        records.Counts.ShouldBe(1, "all who ask share one count");
    }

    [Fact]
    public async Task Should_serve_a_count_for_twenty_times_as_long_as_it_took_and_then_show_its_age()
    {
        var counts = new StateCounts(records, clock);
        var held = new TaskCompletionSource();
        records.CountHeld = held.Task;
        var first = counts.Read(default);
        await Until(() => records.Counts == 1);
        var at = clock.GetUtcNow();
        clock.Advance(TimeSpan.FromMilliseconds(50));
        held.SetResult();
        (await first)!.At.ShouldBe(at);
        clock.Advance(TimeSpan.FromMilliseconds(900));
        await counts.Read(default);
        records.Counts.ShouldBe(1);

        records.CountHeld = new TaskCompletionSource().Task;
        clock.Advance(TimeSpan.FromMilliseconds(100));
        var old = counts.Read(default);
        await Until(() => records.Counts == 2);
        clock.Advance(StateCounts.WaitMax);
        (await old)!.At.ShouldBe(at);
    }

    [Fact]
    public async Task Should_open_the_page_and_say_that_it_counts()
    {
        await using var front = await RunningFront.Start();
        front.Records.CountHeld = new TaskCompletionSource().Task;
        var browser = await new OpsBrowser(front).LogIn();
        var page = browser.Page("/ops");
        await Until(() =>
        {
            front.Clock.Advance(StateCounts.WaitMax);
            return page.IsCompleted;
        });
        (await page).ShouldContain("they are being counted");
        (await browser.Page("/ops?list=on")).ShouldContain("data-testid=\"payments\"");
    }

    private static Task Until(Func<bool> holds) => Until(() => Task.FromResult(holds()));

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var step = 0; step < 5000 && !await holds(); step++)
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        (await holds()).ShouldBeTrue();
    }
}
