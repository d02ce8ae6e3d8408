using QliroAdapter.Store;

namespace QliroAdapter.EmbeddedSilo;

/// <summary>
/// One key's queue and its activation: one turn at a time, in the order of arrival. Its lock guards the fields below
/// and is never held while a turn runs. A retired mailbox takes nothing more; the sender then makes a new one.
/// </summary>
internal sealed class Mailbox<TKey, TGrain>(TKey key, Activations<TKey, TGrain> owner) : IThreadPoolWorkItem
    where TKey : notnull
    where TGrain : class
{
    private readonly Lock gate = new();
    private LinkedList<Message<TGrain>>? waiting; // none while idle: most mailboxes are
    private TGrain? grain;
    private TGrain? reader; // while somebody reads beside, and other nodes write too
    private long known = -1; // the version that the activation was left at
    private long lastUsed = owner.Time.GetTimestamp();
    private int reading;
    private bool running;
    private bool retired;

    /// <summary>Queues the message; false when this mailbox is retired.</summary>
    /// <exception cref="GrainBusyException">The queue is full.</exception>
    public bool TryAdd(Message<TGrain> message)
    {
        bool start;
        lock (gate)
        {
            if (retired) return false;
            waiting ??= new();
            if (waiting.Count >= owner.QueueLimit)
                throw new GrainBusyException($"{owner.QueueLimit} messages wait for {key}; send it again later.");
            message.Place = waiting.AddLast(message);
            start = !running;
            running = true;
            owner.Metrics.MessageQueued();
        }

        message.Hook?.Tell(() => Volatile.Read(ref grain));
        if (start) ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    /// <summary>Takes a message back, unless its turn has begun.</summary>
    public bool TryWithdraw(Message<TGrain> message)
    {
        lock (gate)
        {
            if (message.Place is not { List: { } list } place) return false;
            list.Remove(place);
        }

        message.Hook?.End();
        owner.Metrics.HookOvertaken();
        return true;
    }

    /// <summary>Keeps the activation in memory for a read beside its turns; false when retired.</summary>
    public bool TryBeginRead()
    {
        lock (gate)
        {
            if (retired) return false;
            reading++;
            return true;
        }
    }

    /// <summary>The read that <see cref="TryBeginRead"/> began is over.</summary>
    public void EndRead()
    {
        lock (gate)
        {
            if (--reading == 0) reader = null;
            lastUsed = owner.Time.GetTimestamp();
        }
    }

    /// <summary>Who answers reads beside turns, until the last <see cref="EndRead"/>.</summary>
    public TGrain Reader()
    {
        if (!owner.Claims.AreShared) return Activate();
        lock (gate) return reader ??= owner.Create(key);
    }

    /// <summary>The activation, made when there is none. Making one is cheap: it loads in its first turn.</summary>
    public TGrain Activate()
    {
        Message<TGrain>[] hooks;
        TGrain active;
        lock (gate)
        {
            if (grain is not null) return grain;
            active = grain = owner.Create(key);
            hooks = waiting is null ? [] : [.. waiting.Where(message => message.Hook is not null)];
        }

        owner.Metrics.ActivationEntered();
        foreach (var hook in hooks) hook.Hook!.Tell(() => Volatile.Read(ref grain));
        return active;
    }

    /// <summary>Retires the mailbox and lets go of its activation when neither was used for that long.</summary>
    public bool TryRetire(TimeSpan idle)
    {
        bool wasActive;
        lock (gate)
        {
            if (running || reading > 0 || owner.Time.GetElapsedTime(lastUsed) < idle) return false;
            retired = true;
            wasActive = grain is not null;
            grain = null;
        }

        if (wasActive) owner.Metrics.ActivationLeft();
        return true;
    }

    /// <summary>The thread pool's call: runs turns until nothing waits.</summary>
    public void Execute() => _ = RunTurns();

    private async Task RunTurns()
    {
        for (var message = Next(threw: false); message is not null;)
        {
            message.Hook?.End();
            var elsewhere = new HookNotice();
            var threw = false;
            if (await Claim(message, elsewhere) is { } claim) threw = await Run(message, claim);
            elsewhere.End();

            // The next is taken, or the mailbox found idle, before the sender knows: what it sees then is settled.
            var next = Next(threw);
            message.Answer();
            owner.Intake.Leave();
            message = next;
        }
    }

    private async Task<bool> Run(Message<TGrain> message, ITurnClaim claim)
    {
        if (!claim.IsUnchanged) Deactivate();
        var started = owner.Time.GetTimestamp();
        owner.Metrics.TurnStarted(owner.Time.GetElapsedTime(message.ArrivedAt, started));
        await message.Run(Activate, owner.Intake);
        owner.Metrics.TurnEnded(owner.Time.GetElapsedTime(started), threw: message.Failure is not null);
        if (message.Failure is { } failure) owner.TurnThrew(key, failure);
        known = message.Failure is null ? claim.Version : -1;
        claim.Release();
        return message.Failure is not null;
    }

    /// <summary>Null when the message gets no turn; it knows why.</summary>
    private async Task<ITurnClaim?> Claim(Message<TGrain> message, HookNotice elsewhere)
    {
        var patience = message.Hook is null ? TurnPatience.Call : TurnPatience.Hook;
        for (var pause = TurnPatience.FirstPause; ; pause = TurnPatience.After(pause))
        {
            try
            {
                var claim = await owner.Claims.TryClaim(
                    key.ToString()!, known, message.Hook is not null || HasHookWaiting(),
                    () => elsewhere.Tell(() => Volatile.Read(ref grain)));
                if (claim is not null) return claim;
            }
            catch (Exception failure)
            {
                owner.Metrics.TurnRefused();
                message.Refuse(failure);
                return null;
            }

            if (owner.Time.GetElapsedTime(message.ArrivedAt) >= patience) break;
            await Task.Delay(pause, owner.Time);
        }

        if (message.Hook is null) owner.Metrics.TurnRefused();
        else owner.Metrics.HookOvertaken();
        message.Refuse(new GrainBusyException($"Another node has long been at work on {key}; send it again later."));
        return null;
    }

    private bool HasHookWaiting()
    {
        lock (gate) return waiting is not null && waiting.Any(message => message.Hook is not null);
    }

    /// <summary>Another node wrote: the next turn loads.</summary>
    private void Deactivate()
    {
        lock (gate)
        {
            if (grain is null) return;
            grain = null;
        }

        owner.Metrics.ActivationLeft();
    }

    private Message<TGrain>? Next(bool threw)
    {
        Message<TGrain>? next;
        var left = false;
        lock (gate)
        {
            if (threw)
            {
                left = grain is not null;
                grain = null;
            }

            next = waiting?.First?.Value;
            if (next is not null)
            {
                waiting!.RemoveFirst();
            }
            else
            {
                running = false;
                waiting = null;
                lastUsed = owner.Time.GetTimestamp();
            }
        }

        if (left) owner.Metrics.ActivationLeft();
        return next;
    }
}
