using Microsoft.Extensions.Hosting;
using QliroAdapter.Tests;

namespace QliroAdapter.Silo.Tests.Local;

/// <summary>An idle process keeps little memory, and collections do not disturb one that works.</summary>
public sealed class When_nobody_calls : IDisposable
{
    private readonly SimulatedTime time = new();
    private readonly Lifetime lifetime = new();
    private readonly QuietMemory memory;
    private long allocated = 30 << 20;
    private int collections;

    public When_nobody_calls()
        => memory = new(lifetime, time, () => allocated, () => Interlocked.Increment(ref collections));

    public void Dispose()
    {
        memory.Dispose();
        lifetime.Dispose();
    }

    [Fact]
    public async Task Should_give_back_what_the_start_needed_and_what_each_stretch_left()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await memory.StartAsync(cancellation);
        collections.ShouldBe(0);

        lifetime.Begin();
        await time.Timers(1);
        collections.ShouldBe(1);

        allocated += QuietMemory.LittleFrom;
        time.Advance(QuietMemory.Stretch);
        await Cluster.Eventually.Holds(() => collections == 2);
        await memory.StopAsync(cancellation);
    }

    [Theory]
    [InlineData(0L, 1)]
    [InlineData(QuietMemory.LittleFrom - 1, 1)]
    [InlineData(QuietMemory.LittleFrom, 2)]
    [InlineData(QuietMemory.LittleTo, 2)]
    [InlineData(QuietMemory.LittleTo + 1, 1)]
    public void Should_collect_after_a_stretch_in_which_little_was_allocated(long bytes, int times)
    {
        memory.Begin();
        Pass(bytes);
        collections.ShouldBe(times);
    }

    [Fact]
    public void Should_add_up_stretches_in_which_hardly_anything_happens()
    {
        memory.Begin();
        Pass(QuietMemory.LittleFrom / 2);
        collections.ShouldBe(1);
        Pass(QuietMemory.LittleFrom / 2);
        collections.ShouldBe(2);
    }

    [Fact]
    public void Should_give_back_what_work_left_once_it_is_over()
    {
        memory.Begin();
        Pass(QuietMemory.LittleTo * 10);
        collections.ShouldBe(1);
        Pass(0);
        collections.ShouldBe(2);
    }

    private void Pass(long bytes)
    {
        allocated += bytes;
        memory.EndStretch();
    }

    private sealed class Lifetime : IHostApplicationLifetime, IDisposable
    {
        private readonly CancellationTokenSource started = new();

        public CancellationToken ApplicationStarted => started.Token;

        public CancellationToken ApplicationStopping => default;

        public CancellationToken ApplicationStopped => default;

        public void Begin() => started.Cancel();

        public void StopApplication() => throw new NotSupportedException();

        public void Dispose() => started.Dispose();
    }
}
