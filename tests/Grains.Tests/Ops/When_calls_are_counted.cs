using QliroAdapter.Ops;

namespace QliroAdapter.Grains.Tests.Ops;

/// <summary>What a process counts of its calls, minute by minute.</summary>
public sealed class When_calls_are_counted
{
    private readonly SimulatedTime clock = new(new DateTimeOffset(2026, 3, 14, 12, 0, 30, TimeSpan.Zero));

    [Fact]
    public void Should_stand_in_the_minute_in_which_they_were_answered()
    {
        var traffic = new TrafficRecorder(clock);
        traffic.CallAnswered(TimedCall.Push, "acme", isError: false, TimeSpan.FromMilliseconds(20));
        traffic.PurchaseCompleted();
        clock.Advance(TimeSpan.FromMinutes(1));
        traffic.CallAnswered(TimedCall.Validate, "acme", isError: true, TimeSpan.FromMilliseconds(4300));
        traffic.CallAnswered(TimedCall.None, "other", isError: false, TimeSpan.FromMilliseconds(1));

        var minutes = traffic.Since(DateTimeOffset.MinValue);

        minutes.Select(minute => (minute.At.Minute, minute.Calls, minute.Errors, minute.Purchases))
            .ShouldBe([(0, 1, 0, 1), (1, 2, 1, 0)]);
        minutes[0].Pushes.Count.ShouldBe(1);
        minutes[1].Validates.Count.ShouldBe(1);
        minutes[1].Merchants.ShouldBe([new("acme", 1, 1), new("other", 1, 0)]);
        traffic.Since(minutes[1].At).Count.ShouldBe(1);
    }

    [Fact]
    public void Should_be_forgotten_after_three_hours()
    {
        var traffic = new TrafficRecorder(clock);
        for (var minute = 0; minute < TrafficRecorder.MinutesMax + 5; minute++)
        {
            traffic.PurchaseCompleted();
            clock.Advance(TimeSpan.FromMinutes(1));
        }
        clock.SetBack(TimeSpan.FromMinutes(1));
        traffic.Since(DateTimeOffset.MinValue).Count.ShouldBe(TrafficRecorder.MinutesMax);

        clock.Advance(TimeSpan.FromHours(4));
        traffic.Since(DateTimeOffset.MinValue).ShouldBeEmpty();
    }

    [Fact]
    public void Should_take_bounded_room_whatever_merchants_callers_make_up()
    {
        var traffic = new TrafficRecorder(clock);
        for (var number = 0; number < TrafficRecorder.MerchantsMax + 50; number++)
            traffic.CallAnswered(TimedCall.None, $"m{number}", isError: false, TimeSpan.Zero);

        var merchants = traffic.Since(DateTimeOffset.MinValue).Single().Merchants;

        merchants.Count.ShouldBe(TrafficRecorder.MerchantsMax + 1);
        merchants.ShouldContain(new MerchantTraffic(MerchantTraffic.Others, 50, 0));
    }

    /// <summary>The percentiles of two nodes together are those of all their calls, and not a mean of two.</summary>
    [Fact]
    public void Should_be_added_up_before_a_percentile_is_taken()
    {
        var (quick, slow) = (new TrafficRecorder(clock), new TrafficRecorder(clock));
        for (var call = 0; call < 990; call++) Push(quick, milliseconds: 10);
        for (var call = 0; call < 10; call++) Push(slow, milliseconds: 2000);

        var sum = TrafficMinute.Sum(
            clock.GetUtcNow(), [.. quick.Since(DateTimeOffset.MinValue), .. slow.Since(DateTimeOffset.MinValue)]);

        sum.Pushes.Count.ShouldBe(1000);
        InRange(sum.Pushes.Percentile(0.5), 10);
        InRange(sum.Pushes.Percentile(0.99), 10);
        InRange(sum.Pushes.Percentile(0.995), 2000);
        Latencies.None.Percentile(0.5).ShouldBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(1.01)]
    [InlineData(17)]
    [InlineData(4300)]
    [InlineData(59_000)]
    public void Should_never_seem_quicker_than_they_were(double milliseconds)
    {
        var traffic = new TrafficRecorder(clock);
        Push(traffic, milliseconds);
        var took = traffic.Since(DateTimeOffset.MinValue).Single().Pushes.Percentile(0.99)!.Value.TotalMilliseconds;
        took.ShouldBeGreaterThanOrEqualTo(milliseconds - 0.001);
        took.ShouldBeLessThanOrEqualTo(Math.Max(1, milliseconds * 1.0906));
    }

    [Fact]
    public void Should_count_what_takes_longer_than_anybody_waits()
    {
        var traffic = new TrafficRecorder(clock);
        Push(traffic, milliseconds: 10_000_000);
        traffic.Since(DateTimeOffset.MinValue).Single().Pushes.Count.ShouldBe(1);
    }

    private static void Push(TrafficRecorder traffic, double milliseconds)
        => traffic.CallAnswered(TimedCall.Push, "acme", isError: false, TimeSpan.FromMilliseconds(milliseconds));

    private static void InRange(TimeSpan? took, double milliseconds)
        => took!.Value.TotalMilliseconds.ShouldBeInRange(milliseconds, milliseconds * 1.0906);
}
