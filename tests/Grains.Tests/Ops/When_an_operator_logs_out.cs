using QliroAdapter.Ops;

namespace QliroAdapter.Grains.Tests.Ops;

/// <summary>The grain that knows which sessions of operators were ended.</summary>
public sealed class When_an_operator_logs_out
{
    private readonly SimulatedTime clock = new();
    private readonly StateShelf<EndedSessions> shelf = new();

    [Fact]
    public async Task Should_be_known_to_every_activation_also_after_a_restart()
    {
        var grain = Activate();
        (await IsEnded(grain, "s1")).ShouldBeFalse();

        await End(grain, "s1");
        await End(grain, "s1");

        (await IsEnded(grain, "s1")).ShouldBeTrue();
        (await IsEnded(Activate(), "s1")).ShouldBeTrue();
        (await IsEnded(Activate(), "s2")).ShouldBeFalse();
        shelf.Writes.ShouldBe(1);
    }

    [Fact]
    public async Task Should_not_be_lost_when_two_activations_write()
    {
        var (one, other) = (Activate(), Activate());

        await End(one, "s1");
        await End(other, "s2");

        shelf["operators"]!.Ends.Keys.ShouldBe(["s1", "s2"], ignoreOrder: true);
        (await IsEnded(other, "s1")).ShouldBeTrue();
    }

    [Fact]
    public async Task Should_not_count_as_done_when_it_is_not_stored()
    {
        var grain = Activate();
        shelf.IsUnavailable = true;
        await Should.ThrowAsync<IOException>(() => End(grain, "s1"));
        (await IsEnded(grain, "s1")).ShouldBeFalse();

        shelf.IsUnavailable = false;
        await End(grain, "s1");
        (await IsEnded(Activate(), "s1")).ShouldBeTrue();
    }

    [Fact]
    public void Should_be_forgotten_once_the_cookie_has_expired_and_take_bounded_room()
    {
        var now = clock.GetUtcNow();
        var ended = new EndedSessions();
        for (var number = 0; number < EndedSessions.Max + 5; number++)
            ended = ended.With(new() { Id = $"s{number}", Until = now + TimeSpan.FromMinutes(number + 1) }, now);

        ended.Ends.Count.ShouldBe(EndedSessions.Max);
        ended.Ends.ShouldNotContainKey("s0");
        ended.Ends.ShouldContainKey($"s{EndedSessions.Max + 4}");

        var later = ended.With(new() { Id = "last", Until = now + TimeSpan.FromDays(9) }, now + TimeSpan.FromDays(8));
        later.Ends.Keys.ShouldBe(["last"]);
    }

    private OperatorSessionsGrain Activate() => new(new OutsideSilo("operators"), shelf.Of("operators"), clock);

    private static async Task<bool> IsEnded(OperatorSessionsGrain grain, string id)
        => (await grain.GetSession(new() { Id = id })).IsEnded;

    private Task End(OperatorSessionsGrain grain, string id)
        => grain.EndSession(new() { Id = id, Until = clock.GetUtcNow() + TimeSpan.FromHours(10) });
}
