using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.WebFront.Tests.QliroCallbacks;

/// <summary>Those that come while one is at work share the turn after it.</summary>
public sealed class When_equal_pushes_come_at_once
{
    private static readonly PaymentKey key = PaymentKey.Of("norce", "1", "o1", "p1");
    private static readonly PaymentKey other = PaymentKey.Of("norce", "1", "o1", "p2");

    private readonly EqualPushes pushes = new();
    private readonly List<TaskCompletionSource<Outcome<Done>>> begun = [];

    [Fact]
    public async Task Should_answer_all_after_a_turn_that_began_after_they_came()
    {
        var first = Run("Completed");
        var many = Enumerable.Range(0, 500).Select(_ => Run("Completed")).ToList();
        begun.Count.ShouldBe(1);
        begun[0].SetResult(Done.Yes);
        (await first).Error.ShouldBeNull();
        await Begun(2);
        many.ShouldAllBe(one => !one.IsCompleted);
        var late = Run("Completed");

        begun[1].SetResult(Done.Yes);
        await Task.WhenAll(many);
        await Begun(3);
        late.IsCompleted.ShouldBeFalse();
        begun[2].SetResult(Done.Yes);
        (await late).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Should_begin_others_at_once()
    {
        var all = (List<Task>)[Run("Completed"), Run("OnHold"), Run(null), pushes.Run(other, Push("Completed"), Send)];
        begun.Count.ShouldBe(all.Count);
        begun.ForEach(one => one.SetResult(Done.Yes));
        await Task.WhenAll(all);
    }

    /// <summary>Each would have met the same trouble.</summary>
    [Fact]
    public async Task Should_hand_a_failure_to_those_that_shared_it_and_go_on()
    {
        var first = Run("Completed");
        var (second, third) = (Run("Completed"), Run("Completed"));
        begun[0].SetException(new InvalidOperationException("first"));
        (await first.ShouldThrowAsync<InvalidOperationException>()).Message.ShouldBe("first");
        await Begun(2);
        begun[1].SetException(new InvalidOperationException("second"));
        foreach (var one in (Task[])[second, third])
            (await one.ShouldThrowAsync<InvalidOperationException>()).Message.ShouldBe("second");

        var next = Run("Completed");
        begun.Count.ShouldBe(3);
        begun[2].SetResult(Done.Yes);
        (await next).Error.ShouldBeNull();
    }

    private static QliroPush? Push(string? status) => status is null ? null : new() { Status = status };

    private Task<Outcome<Done>> Run(string? status) => pushes.Run(key, Push(status), Send);

    private Task<Outcome<Done>> Send()
    {
        lock (begun)
        {
            begun.Add(new(TaskCreationOptions.RunContinuationsAsynchronously));
            return begun[^1].Task;
        }
    }

    private async Task Begun(int count)
    {
        while (true)
        {
            lock (begun)
            {
                if (begun.Count == count) return;
                begun.Count.ShouldBeLessThan(count);
            }
            await Task.Yield();
        }
    }
}
