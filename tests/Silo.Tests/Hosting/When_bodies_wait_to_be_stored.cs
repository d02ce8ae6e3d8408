using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QliroAdapter.Ops;
using QliroAdapter.Partners;
using QliroAdapter.Silo.Tests.Cluster;
using QliroAdapter.Tests;

namespace QliroAdapter.Silo.Tests.Hosting;

/// <summary>The store takes bodies of payments that are stored and not erased; of others they wait a little.</summary>
public sealed class When_bodies_wait_to_be_stored : IDisposable
{
    private const string Key = "m/c/o/p";

    private readonly SimulatedTime time = new();
    private readonly Bodies bodies = new();
    private readonly BodyJournal journal;
    private readonly BodyKeeper keeper;

    public When_bodies_wait_to_be_stored()
    {
        journal = Journal(new());
        keeper = Keeper(journal);
    }

    public void Dispose() => keeper.Dispose();

    [Fact]
    public async Task Should_be_stored_once_their_payment_is()
    {
        await keeper.StartAsync(TestContext.Current.CancellationToken);
        Take();
        await Tick();
        bodies.Stored.ShouldBeEmpty();

        bodies.Live.Add(Key);
        await Tick();
        await Tick();

        bodies.Stored.ShouldHaveSingleItem().Key.ShouldBe(Key);
        bodies.Tries.ShouldBe(2, "what is stored is not added again");
    }

    [Fact]
    public async Task Should_be_lost_when_their_payment_is_not_stored_in_time()
    {
        await keeper.StartAsync(TestContext.Current.CancellationToken);
        Take();
        for (var second = 0; second <= BodyKeeper.WaitingMax.TotalSeconds; second++) await Tick();
        var tries = bodies.Tries;
        bodies.Live.Add(Key);
        await Tick();

        tries.ShouldBe((int)BodyKeeper.WaitingMax.TotalSeconds);
        (bodies.Tries, bodies.Stored.Count).ShouldBe((tries, 0));
    }

    [Fact]
    public async Task Should_wait_in_no_greater_number_than_is_taken_at_once()
    {
        await keeper.StartAsync(TestContext.Current.CancellationToken);
        for (var times = 0; times < 3; times++)
        {
            for (var number = 0; number < BodyJournal.WaitingMax; number++) Take();
            await Tick();
        }
        bodies.Added.ShouldBe(2 * BodyJournal.WaitingMax);
    }

    [Fact]
    public async Task Should_be_deleted_when_none_are_kept_any_more()
    {
        using var off = Keeper(Journal(new() { KeepBodiesHours = 0 }));
        await off.StartAsync(TestContext.Current.CancellationToken);
        await Tick();
        bodies.DeletedBefore.ShouldBe(time.GetUtcNow());
    }

    private BodyJournal Journal(BodyOptions options) => new(Options.Create(options), time);

    private BodyKeeper Keeper(BodyJournal kept) => new(kept, bodies, time, NullLogger<BodyKeeper>.Instance);

    private void Take() => journal.Keep(new KeptCall(Key, time.GetUtcNow(), "Norce", "GET order", 200, [], []));

    /// <summary>A second, and what is done in it.</summary>
    private async Task Tick()
    {
        await time.Timers(1);
        time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.Holds(() => time.Waiting == 1);
    }

    private sealed class Bodies : ICallBodies
    {
        public HashSet<string> Live { get; } = [];

        public List<CallBody> Stored { get; } = [];

        public int Tries { get; private set; }

        public int Added { get; private set; }

        public DateTimeOffset? DeletedBefore { get; private set; }

        public Task<IReadOnlySet<string>> Add(IReadOnlyList<CallBody> bodies, CancellationToken cancellation)
        {
            (Tries, Added) = (Tries + 1, bodies.Count);
            Stored.AddRange(bodies.Where(body => Live.Contains(body.Key)));
            return Task.FromResult<IReadOnlySet<string>>(Live);
        }

        public Task DeleteBefore(DateTimeOffset at, CancellationToken cancellation)
        {
            DeletedBefore = at;
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<CallBody>> Find(string key, int max, CancellationToken cancellation)
            => throw new NotSupportedException();

        public Task<IReadOnlyList<KeptVersion>> Versions(string key, CancellationToken cancellation)
            => throw new NotSupportedException();

        public Task<string?> Document(string key, KeptVersion version, CancellationToken cancellation)
            => throw new NotSupportedException();
    }
}
