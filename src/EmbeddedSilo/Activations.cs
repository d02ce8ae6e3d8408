using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using QliroAdapter.Store;

namespace QliroAdapter.EmbeddedSilo;

/// <summary>
/// Actors of one kind, by key. A message starts its activation; turns of one key never overlap and run in the order of
/// arrival, on the thread pool, in the sender's context. An activation whose turn threw is let go of, so that the next
/// message loads afresh; an idle one leaves memory. What was begun is finished: there is no cancellation.
/// </summary>
internal sealed partial class Activations<TKey, TGrain> : IDisposable
    where TKey : notnull
    where TGrain : class
{
    private readonly ConcurrentDictionary<TKey, Mailbox<TKey, TGrain>> mailboxes = new();
    private readonly ILogger logger;
    private readonly TimeSpan idle;
    private readonly ITimer sweeping;

    /// <summary>Starts the sweep of idle activations.</summary>
    /// <param name="create">Makes the actor of a key; does no work and sends nothing.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="intake">The process' door; shared by all kinds of actors.</param>
    /// <param name="claims">Keeps other nodes' turns away.</param>
    /// <param name="time">The engine's clock.</param>
    /// <param name="metrics">What happens, as numbers.</param>
    /// <param name="logger">What happens, as text.</param>
    public Activations(
        Func<TKey, TGrain> create, EmbeddedSiloOptions options, Intake intake, ITurnClaims claims, TimeProvider time,
        SiloMetrics metrics, ILogger logger)
    {
        Create = create;
        Intake = intake;
        Claims = claims;
        Time = time;
        Metrics = metrics;
        QueueLimit = options.QueueLimit;
        this.logger = logger;
        idle = TimeSpan.FromSeconds(options.IdleSeconds);

        // An activation stays at most a quarter longer than asked for, and a look at all of them is seldom.
        var period = TimeSpan.FromSeconds(Math.Clamp(options.IdleSeconds / 4, 1, 60));
        sweeping = time.CreateTimer(_ => Sweep(), null, period, period);
    }

    internal Func<TKey, TGrain> Create { get; }

    internal Intake Intake { get; }

    internal ITurnClaims Claims { get; }

    internal TimeProvider Time { get; }

    internal SiloMetrics Metrics { get; }

    internal int QueueLimit { get; }

    /// <summary>Sends a message that takes its turn.</summary>
    /// <exception cref="GrainBusyException">The queue is full, or the process is stopping.</exception>
    public async Task<TResult> Turn<TResult>(TKey key, Func<TGrain, Task<TResult>> turn)
    {
        var message = new Message<TGrain, TResult>(turn, overtaken: null) { ArrivedAt = Time.GetTimestamp() };
        Send(key, message);
        return await message.Answered;
    }

    /// <summary>
    /// Sends a hook: a message that waits <see cref="TurnPatience.Hook"/> for its turn at most. Without one by then it
    /// never gets one, and is answered by <paramref name="overtaken"/>.
    /// </summary>
    /// <inheritdoc cref="Turn" path="/exception"/>
    public async Task<TResult> Hook<TResult>(TKey key, Func<TGrain, Task<TResult>> turn, Func<TResult> overtaken)
    {
        var message = new Message<TGrain, TResult>(turn, overtaken)
        {
            ArrivedAt = Time.GetTimestamp(),
            Hook = new(),
        };
        var mailbox = Send(key, message);
        await using var patience = Time.CreateTimer(
            _ => GiveUp(mailbox, message), null, TurnPatience.Hook, Timeout.InfiniteTimeSpan);
        return await message.Answered;
    }

    /// <summary>
    /// Reads beside whatever turn is running, on the same activation; keeps it in memory meanwhile. Where other nodes
    /// write too, what is in memory between turns may be out of date: reads have an activation of their own, together.
    /// </summary>
    /// <exception cref="GrainBusyException">The process is stopping.</exception>
    public async Task<TResult> Beside<TResult>(TKey key, Func<TGrain, Task<TResult>> read)
    {
        Intake.Enter();
        try
        {
            var mailbox = BeginRead(key);
            try
            {
                Intake.EnterTurn();
                return await read(mailbox.Reader());
            }
            finally
            {
                mailbox.EndRead();
            }
        }
        finally
        {
            Intake.Leave();
        }
    }

    /// <summary>Lets go of every activation that was idle for long enough.</summary>
    public void Sweep()
    {
        foreach (var mailbox in mailboxes)
            if (mailbox.Value.TryRetire(idle)) mailboxes.TryRemove(mailbox);
    }

    public void Dispose() => sweeping.Dispose();

    private Mailbox<TKey, TGrain> Send(TKey key, Message<TGrain> message)
    {
        Intake.Enter();
        try
        {
            while (true)
            {
                var mailbox = MailboxOf(key);
                if (mailbox.TryAdd(message)) return mailbox;
                mailboxes.TryRemove(new(key, mailbox));
            }
        }
        catch (GrainBusyException)
        {
            Intake.Leave();
            throw;
        }
    }

    private Mailbox<TKey, TGrain> BeginRead(TKey key)
    {
        while (true)
        {
            var mailbox = MailboxOf(key);
            if (mailbox.TryBeginRead()) return mailbox;
            mailboxes.TryRemove(new(key, mailbox));
        }
    }

    private Mailbox<TKey, TGrain> MailboxOf(TKey key)
        => mailboxes.GetOrAdd(key, static (key, owner) => new(key, owner), this);

    private void GiveUp(Mailbox<TKey, TGrain> mailbox, Message<TGrain> message)
    {
        if (!mailbox.TryWithdraw(message)) return;
        message.AnswerOvertaken();
        Intake.Leave();
    }
}
