namespace QliroAdapter.Grains.Tests.Rig;

public sealed class When_the_clock_is_moved
{
    private readonly SimulatedTime clock = new();
    private readonly List<(string Timer, double At)> fired = [];
    private readonly DateTimeOffset start;

    public When_the_clock_is_moved() => start = clock.GetUtcNow();

    [Fact]
    public void Should_show_each_timer_its_own_time_in_order()
    {
        Set("late", 5);
        Set("early", 1);
        Set("middle", 2);
        Set("never", 11);

        clock.Advance(TimeSpan.FromSeconds(10));

        fired.ShouldBe([("early", 1), ("middle", 2), ("late", 5)]);
        Passed().ShouldBe(10);
        clock.Waiting.ShouldBe(1);
    }

    [Fact]
    public void Should_fire_timers_of_one_moment_in_the_order_they_were_set()
    {
        foreach (var name in "abcdefgh") Set($"{name}", 3);
        clock.Advance(TimeSpan.FromSeconds(3));
        string.Concat(fired.Select(one => one.Timer)).ShouldBe("abcdefgh");
    }

    [Fact]
    public void Should_fire_timers_of_one_moment_in_the_order_that_was_chosen_for_them()
    {
        var choices = new Queue<double>([0.5, 0.9, 0.1]);
        var time = new SimulatedTime(ties: choices.Dequeue);
        var order = "";
        foreach (var name in "abc")
            time.CreateTimer(_ => order += name, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        time.Advance(TimeSpan.FromSeconds(1));
        order.ShouldBe("cab");
    }

    [Fact]
    public void Should_repeat_a_periodic_timer_between_the_others()
    {
        Set("often", 2, period: 2);
        Set("once", 5);
        clock.Advance(TimeSpan.FromSeconds(7));
        fired.ShouldBe([("often", 2), ("often", 4), ("once", 5), ("often", 6)]);
    }

    [Fact]
    public void Should_fire_on_the_way_what_a_timer_sets()
    {
        clock.CreateTimer(_ => Set("second", 1), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromSeconds(4));
        fired.ShouldBe([("second", 2)]);
    }

    [Fact]
    public void Should_leave_out_a_timer_that_was_stopped_or_set_anew()
    {
        Set("stopped", 1).Dispose();
        Set("moved", 1).Change(TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);
        Set("off", 1).Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        clock.Waiting.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(4));
        fired.ShouldBe([("moved", 3)]);
    }

    [Fact]
    public void Should_step_from_timer_to_timer()
    {
        Set("first", 1);
        Set("second", 2);
        var until = start + TimeSpan.FromSeconds(5);
        (clock.Step(until), Passed()).ShouldBe((true, 1));
        (clock.Step(until), Passed()).ShouldBe((true, 2));
        (clock.Step(until), Passed()).ShouldBe((false, 5));
        clock.Fired.ShouldBe(2);
    }

    [Fact]
    public async Task Should_tell_when_somebody_waits_for_it()
    {
        var timers = clock.Timers(min: 2);
        Set("one", 1);
        timers.IsCompleted.ShouldBeFalse();
        Set("two", 1);
        await timers;
    }

    private double Passed() => (clock.GetUtcNow() - start).TotalSeconds;

    private ITimer Set(string name, double seconds, double? period = null) => clock.CreateTimer(
        _ => fired.Add((name, Passed())), null, TimeSpan.FromSeconds(seconds),
        period is { } every ? TimeSpan.FromSeconds(every) : Timeout.InfiniteTimeSpan);
}
