using QliroAdapter.Simulation.Faults;
using QliroAdapter.Tests;

namespace QliroAdapter.Simulation.Engine;

/// <summary>
/// One run of a process, from start to crash. Everything it does outside goes through <see cref="Gate"/>, where it may
/// die. Nothing continues in a dead process: what passes a gate waits for ever, and its callers get no answer.
/// </summary>
internal sealed class ProcessRun(World world, string name)
{
    private readonly Task never = new TaskCompletionSource().Task;
    private readonly List<Action> atEnd = [];

    public string Name => name;

    public bool IsOver { get; private set; }

    public ProcessClock Clock { get; } = new(world.Time);

    /// <summary>Called before and after everything that leaves the process.</summary>
    public Task Gate(string what)
    {
        world.Time.MustBeOurThread();
        if (IsOver) return never;
        if (!world.Plot.DiesAt(world, this, what)) return Task.CompletedTask;
        world.Trace.Add($"{name} dies: {what}");
        End();
        return never;
    }

    public void End()
    {
        if (IsOver) return;
        IsOver = true;
        foreach (var action in atEnd.ToList()) action();
    }

    public void AtEnd(Action action) => atEnd.Add(action);

    /// <summary>The work's answer, or <see cref="NoAnswerException"/> when the process dies first.</summary>
    public async Task<T> Serve<T>(Func<Task<T>> work)
    {
        if (IsOver) throw new NoAnswerException("the process is down");
        world.Plot.Exchanged();
        var answer = new TaskCompletionSource<T>();
        void Break() => answer.TrySetException(new NoAnswerException("the process died"));
        AtEnd(Break);
        _ = Finish();
        try
        {
            return await answer.Task;
        }
        finally
        {
            atEnd.Remove(Break);
        }

        async Task Finish()
        {
            try
            {
                var result = await work();
                if (IsOver) return;
                world.Plot.Exchanged();
                answer.TrySetResult(result);
            }
            catch (Exception exception)
            {
                answer.TrySetException(exception);
            }
        }
    }
}

/// <summary>The caller never learns the outcome of its call.</summary>
internal sealed class NoAnswerException(string why) : Exception(why);
