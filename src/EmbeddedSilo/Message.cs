using System.Diagnostics.CodeAnalysis;

namespace QliroAdapter.EmbeddedSilo;

/// <summary>A message in a mailbox: the turn it asks for, and whoever waits for the answer.</summary>
internal abstract class Message<TGrain>
    where TGrain : class
{
    private readonly ExecutionContext? context = ExecutionContext.Capture();

    /// <summary>When it came, on the engine's clock.</summary>
    public required long ArrivedAt { get; init; }

    /// <summary>Set for a hook.</summary>
    public HookNotice? Hook { get; init; }

    /// <summary>Its place in the queue; in no list once it was taken or withdrawn.</summary>
    public LinkedListNode<Message<TGrain>>? Place { get; set; }

    /// <summary>What the turn threw, after <see cref="Run"/>; or why it got none.</summary>
    public Exception? Failure { get; protected set; }

    /// <summary>It gets no turn; the answer is kept for <see cref="Answer"/>.</summary>
    public void Refuse(Exception failure) => Failure = failure;

    /// <summary>
    /// Runs the turn in the sender's context (its trace goes on). Never throws; the answer is kept for
    /// <see cref="Answer"/>.
    /// </summary>
    /// <param name="grain">Gives the activation; what it throws is the turn's failure.</param>
    /// <param name="intake">Is told that this is a turn.</param>
    public Task Run(Func<TGrain> grain, Intake intake)
    {
        if (context is null) return Turn(grain, intake);
        Task? turn = null;
        ExecutionContext.Run(context, _ => turn = Turn(grain, intake), null);
        return turn!;
    }

    /// <summary>Gives the sender what <see cref="Run"/> kept.</summary>
    public abstract void Answer();

    /// <summary>Gives the sender the answer of a hook that got no turn.</summary>
    public abstract void AnswerOvertaken();

    protected abstract Task Turn(Func<TGrain> grain, Intake intake);
}

/// <inheritdoc/>
internal sealed class Message<TGrain, TResult>(Func<TGrain, Task<TResult>> turn, Func<TResult>? overtaken)
    : Message<TGrain>
    where TGrain : class
{
    private readonly TaskCompletionSource<TResult> answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    [AllowNull] private TResult result;

    public Task<TResult> Answered => answered.Task;

    public override void Answer()
    {
        if (Failure is null) answered.SetResult(result!);
        else if (Failure is GrainBusyException && overtaken is not null) AnswerOvertaken();
        else answered.SetException(Failure);
    }

    public override void AnswerOvertaken() => answered.SetResult(overtaken!());

    protected override async Task Turn(Func<TGrain> grain, Intake intake)
    {
        intake.EnterTurn();
        try
        {
            result = await turn(grain());
        }
        catch (Exception failure)
        {
            Failure = failure;
        }
    }
}
