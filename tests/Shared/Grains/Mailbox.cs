using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace QliroAdapter.Tests;

/// <summary>
/// One grain's mailbox outside of a silo, with Orleans' rules: one turn at a time in the order of arrival; methods
/// marked <see cref="AlwaysInterleaveAttribute"/> run at once; all requests together are bounded. A token as the last
/// argument removes a turn from the queue while it waits, and its caller gets <see cref="OperationCanceledException"/>;
/// after a turn has begun its caller gets its answer (<c>WaitForCancellationAcknowledgement</c>). A turn that threw
/// leaves the activation as it is. The mailbox has no thread: a call runs inside the code that released it.
/// Thread-safe.
/// </summary>
/// <param name="activate">Creates the grain, when a call needs it and there is none.</param>
/// <param name="rules">Orleans' defaults when not given.</param>
internal sealed class Mailbox(Func<object> activate, MailboxRules? rules = null)
{
    private readonly MailboxRules rules = rules ?? new();
    private readonly Lock gate = new();
    private readonly LinkedList<TaskCompletionSource> queue = new();
    private readonly ConcurrentDictionary<MethodInfo, SharedAnswer> shared = new();
    private object? grain;
    private int requests;
    private bool running;

    /// <summary>True while a call runs or waits for its turn.</summary>
    public bool IsBusy
    {
        get { lock (gate) return requests > 0; }
    }

    /// <summary>The grain as one of its interfaces; all of them lead to the same activation.</summary>
    public T As<T>() where T : class => MailboxCalls.To<T>(this);

    /// <exception cref="LimitExceededException">Too many requests are under way; nothing was begun.</exception>
    /// <exception cref="OperationCanceledException">
    /// The token was cancelled before the turn began, so it never begins.
    /// </exception>
    internal async Task<TAnswer> Send<TAnswer>(MethodInfo method, object?[] args)
    {
        var token = args is [.., CancellationToken last] ? last : CancellationToken.None;
        token.ThrowIfCancellationRequested();
        Enter();
        var isTurn = !method.IsDefined(typeof(AlwaysInterleaveAttribute));
        var hasTurn = false;
        try
        {
            if (!isTurn) return await Interleaved<TAnswer>(method, args);
            await Turn(token);
            hasTurn = true;
            return await Call<TAnswer>(method, args);
        }
        finally
        {
            Leave(hasTurn);
        }
    }

    private void Enter()
    {
        lock (gate)
        {
            if (requests > rules.RequestsMax) throw new LimitExceededException($"{requests} requests are under way.");
            if (requests == 0 && rules.Leaves()) grain = null;
            requests++;
        }
    }

    /// <summary>The next turn begins before the caller of this one continues.</summary>
    private void Leave(bool hadTurn)
    {
        TaskCompletionSource? next = null;
        lock (gate)
        {
            requests--;
            if (hadTurn)
            {
                next = queue.First?.Value;
                running = next is not null;
                if (running) queue.RemoveFirst();
            }
        }
        next?.SetResult();
    }

    private async Task Turn(CancellationToken token)
    {
        LinkedListNode<TaskCompletionSource> place;
        lock (gate)
        {
            if (!running)
            {
                running = true;
                return;
            }
            place = queue.AddLast(new TaskCompletionSource());
        }
        await using var withdrawal = token.UnsafeRegister(_ => Withdraw(place, token), null);
        await place.Value.Task;
    }

    private void Withdraw(LinkedListNode<TaskCompletionSource> place, CancellationToken token)
    {
        lock (gate)
        {
            if (place.List is null) return;
            queue.Remove(place);
        }
        place.Value.SetCanceled(token);
    }

    private Task<TAnswer> Interleaved<TAnswer>(MethodInfo method, object?[] args)
        => rules.SharesAnswer(method)
            ? shared.GetOrAdd(method, static _ => new()).Join(() => Call<TAnswer>(method, args))
            : Call<TAnswer>(method, args);

    private async Task<TAnswer> Call<TAnswer>(MethodInfo method, object?[] args)
    {
        var call = (Task)method.Invoke(Active(), BindingFlags.DoNotWrapExceptions, null, args, null)!;
        await call;
        return call is Task<TAnswer> answered ? await answered : default!;
    }

    private object Active()
    {
        lock (gate) return grain ??= activate();
    }
}
