using Orleans.Concurrency;
using Orleans.Runtime;

namespace QliroAdapter.Grains.Tests.Rig;

/// <summary>
/// What the tests' mailbox has in common with Orleans' own, so that the grain behind it cannot tell them apart.
/// </summary>
public sealed class When_calls_wait_in_a_mailbox
{
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(4);

    private readonly SimulatedTime clock = new();
    private readonly List<Counter> activations = [];

    [Fact]
    public async Task Should_take_one_turn_at_a_time_in_the_order_of_arrival()
    {
        var (grain, counter) = Open(out _);
        var turns = Enumerable.Range(1, 5).Select(number => grain.Add(number)).ToList();
        for (var number = 1; number <= 5; number++)
        {
            counter.Begun.Count.ShouldBe(number);
            counter.Finish();
            await turns[number - 1];
        }
        counter.Begun.ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task Should_answer_beside_a_turn_what_may_interleave()
    {
        var (grain, counter) = Open(out var mailbox);
        var turn = grain.Add(1);
        (await grain.Look()).ShouldBe("1 begun");
        turn.IsCompleted.ShouldBeFalse();
        mailbox.IsBusy.ShouldBeTrue();
        counter.Finish();
        await turn;
        mailbox.IsBusy.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_refuse_at_once_what_is_more_than_the_bound()
    {
        var (grain, counter) = Open(out _, new() { RequestsMax = 20 });
        var turns = Enumerable.Range(0, 41).Select(number => grain.Add(number)).ToList();
        turns.Count(turn => turn.IsFaulted).ShouldBe(20);
        await Should.ThrowAsync<LimitExceededException>(turns[^1]);
        await Should.ThrowAsync<LimitExceededException>(grain.Look());
        for (var number = 0; number < 21; number++) counter.Finish();
        await Task.WhenAll(turns.Take(21));
        counter.Begun.ShouldBe(Enumerable.Range(0, 21));
    }

    [Fact]
    public async Task Should_never_run_a_turn_whose_token_fires_while_it_waits()
    {
        var (grain, counter) = Open(out var mailbox);
        using var token = new CancellationTokenSource(timeout, clock);
        Task[] turns = [grain.Add(1), mailbox.As<ICounterTurns>().Add(2, token.Token), grain.Add(3)];
        clock.Advance(timeout);
        await Should.ThrowAsync<OperationCanceledException>(turns[1]);
        counter.Finish();
        counter.Finish();
        await Task.WhenAll(turns[0], turns[2]);
        counter.Begun.ShouldBe([1, 3]);
    }

    [Fact]
    public async Task Should_wait_for_a_turn_that_had_begun_when_its_token_fired()
    {
        var (_, counter) = Open(out var mailbox);
        using var token = new CancellationTokenSource(timeout, clock);
        var turn = mailbox.As<ICounterTurns>().Add(1, token.Token);
        clock.Advance(timeout);
        turn.IsCompleted.ShouldBeFalse();
        counter.Finish();
        (await turn).ShouldBe(1);
    }

    [Fact]
    public async Task Should_not_send_what_is_withdrawn_before()
    {
        var (_, counter) = Open(out var mailbox);
        await Should.ThrowAsync<OperationCanceledException>(mailbox.As<ICounterTurns>().Add(1, new(canceled: true)));
        counter.Begun.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_let_a_hook_speak_to_the_running_turn_and_then_wait_for_its_own()
    {
        var (grain, counter) = Open(out _);
        var turn = grain.Add(1);
        var hook = grain.Ask(2);
        (counter.HooksWaiting, hook.IsCompleted).ShouldBe((1, false));
        counter.Finish();
        await turn;
        counter.Finish();
        (await hook).ShouldBe("done");
        counter.HooksWaiting.ShouldBe(0);
    }

    [Fact]
    public async Task Should_let_a_hook_give_up()
    {
        var (grain, counter) = Open(out var mailbox);
        var turn = grain.Add(1);
        var hook = grain.Ask(2);
        clock.Advance(timeout);
        (await hook).ShouldBe("refused");
        counter.Finish();
        await turn;
        counter.Begun.ShouldBe([1]);
        mailbox.IsBusy.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_keep_the_activation_of_a_turn_that_threw()
    {
        var (grain, _) = Open(out _);
        await Should.ThrowAsync<InvalidOperationException>(grain.Fail());
        await grain.Look();
        activations.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_let_an_activation_leave_only_while_it_is_idle()
    {
        var (grain, _) = Open(out _, new() { Leaves = () => true });
        var turn = grain.Add(1);
        await grain.Look();
        activations.Count.ShouldBe(1);
        activations[0].Finish();
        await turn;
        (await grain.Look()).ShouldBe("0 begun");
        activations.Count.ShouldBe(2);
    }

    [Fact]
    public void Should_give_a_shared_answer_to_each_on_the_thread_that_made_it()
    {
        var (grain, counter) = Open(out _, new() { SharesAnswer = method => method.Name == nameof(ICounter.Read) });
        var answers = new List<(string Answer, int Thread)>();
        Task[] notes = [Note(), Note(), Note()];
        counter.Finish();
        var here = Environment.CurrentManagedThreadId;
        notes.ShouldAllBe(note => note.IsCompletedSuccessfully);
        answers.ShouldBe([("read 1", here), ("read 1", here), ("read 1", here)]);

        async Task Note() => answers.Add((await grain.Read(), Environment.CurrentManagedThreadId));
    }

    private (ICounter Grain, Counter Counter) Open(out Mailbox mailbox, MailboxRules? rules = null)
    {
        Mailbox? own = null;
        var opened = own = mailbox = new(() =>
        {
            activations.Add(new(() => own!.As<ICounterTurns>(), clock));
            return activations[^1];
        }, rules);
        // The first call creates the activation; no turn has run in it yet.
        opened.As<ICounter>().Look().IsCompletedSuccessfully.ShouldBeTrue();
        var counter = activations[^1];
        if (rules?.Leaves() == true) activations.Clear();
        return (opened.As<ICounter>(), counter);
    }

    internal interface ICounter
    {
        Task Add(int number);

        Task Fail();

        [AlwaysInterleave]
        Task<string> Look();

        [AlwaysInterleave]
        Task<string> Read();

        [AlwaysInterleave]
        Task<string> Ask(int number);
    }

    internal interface ICounterTurns
    {
        Task<int> Add(int number, CancellationToken timeout);
    }

    /// <summary>A grain whose turns end when the test says so; its hook is built like a payment's.</summary>
    private sealed class Counter(Func<ICounterTurns> own, TimeProvider clock) : ICounter, ICounterTurns
    {
        private readonly Queue<TaskCompletionSource> ends = new();
        private int reads;

        public List<int> Begun { get; } = [];

        public int HooksWaiting { get; private set; }

        public void Finish() => ends.Dequeue().SetResult();

        public Task Add(int number) => Add(number, CancellationToken.None);

        public async Task<int> Add(int number, CancellationToken timeout)
        {
            Begun.Add(number);
            await End();
            return number;
        }

        public Task Fail() => throw new InvalidOperationException("as asked");

        public Task<string> Look() => Task.FromResult($"{Begun.Count} begun");

        public async Task<string> Read()
        {
            var read = ++reads;
            await End();
            return $"read {read}";
        }

        public async Task<string> Ask(int number)
        {
            HooksWaiting++;
            using var limit = new CancellationTokenSource(timeout, clock);
            try
            {
                await own().Add(number, limit.Token);
                return "done";
            }
            catch (OperationCanceledException)
            {
                return "refused";
            }
            finally
            {
                HooksWaiting--;
            }
        }

        private Task End()
        {
            ends.Enqueue(new());
            return ends.Last().Task;
        }
    }
}
