namespace QliroAdapter.Sandbox.Tests;

public sealed class When_time_is_set_forward
{
    private readonly SandboxClock clock = new();

    [Fact]
    public void Should_be_that_much_later()
    {
        clock.Advance(TimeSpan.FromHours(2));
        clock.Advance(TimeSpan.FromMinutes(5));
        (clock.GetUtcNow() - TimeProvider.System.GetUtcNow()).ShouldBe(TimeSpan.FromMinutes(125),
            tolerance: TimeSpan.FromMinutes(1));
        clock.Ahead.ShouldBe(TimeSpan.FromMinutes(125));
    }

    [Fact]
    public async Task Should_wake_what_was_waiting_for_a_moment_that_is_over()
    {
        var waiting = Task.Delay(TimeSpan.FromHours(1), clock, TestContext.Current.CancellationToken);
        var later = Task.Delay(TimeSpan.FromHours(9), clock, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromHours(2));

        await waiting.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken);
        later.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_go_on_ringing_in_its_period()
    {
        var rings = new SemaphoreSlim(0);
        await using var timer = clock.CreateTimer(_ => rings.Release(), null, TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        for (var hour = 0; hour < 3; hour++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            (await rings.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldBeTrue();
        }

        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromDays(1));
        rings.CurrentCount.ShouldBe(0);
    }

    [Fact]
    public void Should_not_go_back()
        => Should.Throw<ArgumentOutOfRangeException>(() => clock.Advance(TimeSpan.FromSeconds(-1)));
}
