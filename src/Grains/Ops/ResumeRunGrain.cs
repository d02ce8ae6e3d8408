using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Storage;
using QliroAdapter.Payments;

namespace QliroAdapter.Ops;

/// <summary>
/// One run of resumes at a time, see <see cref="IResumeRunGrain"/>. One payment of a cause is tried alone first; a run
/// ends by itself when <see cref="ParkedAgainMax"/> payments in a row are parked again. Its progress is stored after
/// each payment. After the end of a node the first message to another activation has it go on.
/// </summary>
[Immovable]
[CollectionAgeLimit(Hours = IdleHours)]
public sealed partial class ResumeRunGrain(
    IGrainContext context,
    [PersistentState(KeptRun.Name, KeptRun.Storage)] IPersistentState<KeptRun> stored,
    IPaymentGrains grains,
    TimeProvider clock,
    ILogger<ResumeRunGrain> logger)
    : Grain(context), IResumeRunGrain, IDisposable
{
    /// <summary>The cause is not gone then, and the others would only be parked again, too.</summary>
    public const int ParkedAgainMax = 3;

    // Longer than the longest run: StartResumeRun.KeysMax payments at one in a minute.
    private const int IdleHours = 12;

    private readonly CancellationTokenSource leaving = new();
    private CancellationTokenSource? stop;
    private KeptRun kept = new();
    private bool isBegun;

    /// <summary>The work of the run that was begun last; tests wait for it.</summary>
    public Task Working { get; private set; } = Task.CompletedTask;

    public Task<ResumeRun> GetRun(GetResumeRun message)
    {
        Begin();
        return Task.FromResult(Shown());
    }

    public async Task<Outcome<ResumeRun>> StartRun(StartResumeRun message)
    {
        Begin();
        if (WhyNot(message) is { } refusal) return refusal;
        var before = kept;
        await Keep(kept with
        {
            Order = message,
            Next = 0,
            InARow = 0,
            Run = new()
            {
                Cause = message.Cause,
                By = message.By,
                StartedAt = clock.GetUtcNow(),
                Payments = message.Keys.Count,
            },
        }, ifNotStored: before);
        Work();
        return Shown();
    }

    public Task<ResumeRun> StopRun(StopResumeRun message)
    {
        Begin();
        if (kept.IsUnderWay)
        {
            kept = kept with { Run = kept.Run with { StoppedBecause = $"stopped by {OperatorText.Name(message.By)}" } };
            stop?.Cancel();
        }
        return Task.FromResult(Shown());
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await leaving.CancelAsync();
        await base.OnDeactivateAsync(reason, cancellationToken);
    }

    public void Dispose()
    {
        stop?.Dispose();
        leaving.Dispose();
    }

    /// <summary>Goes on with a run whose node ended; Orleans has read it before the first message.</summary>
    private void Begin()
    {
        if (isBegun) return;
        isBegun = true;
        kept = stored.State;
        if (!kept.IsUnderWay) return;
        LogTakenOver(kept.Next, kept.Run.Payments);
        Work();
    }

    private void Work()
    {
        stop?.Dispose();
        stop = CancellationTokenSource.CreateLinkedTokenSource(leaving.Token);
        Working = Work(kept.Order!, stop.Token);
    }

    private PaymentError? WhyNot(StartResumeRun message)
    {
        if (OperatorText.Reason(message.Reason).Length == 0)
            return Refusal.Of(ErrorCodes.OrderBadRequest, "Say why the payments are resumed; nothing was done.");
        if (message.Keys.Count is 0 or > StartResumeRun.KeysMax
            || message.PerMinute is < 1 or > StartResumeRun.PaceMax)
            return Refusal.Of(ErrorCodes.OrderBadRequest, $"A run has 1 to {StartResumeRun.KeysMax} payments, and 1 to "
                + $"{StartResumeRun.PaceMax} of them in a minute; nothing was done.");
        if (kept.IsUnderWay || !Working.IsCompleted)
            return Refusal.Of(ErrorCodes.PaymentConflict,
                $"A run that {kept.Run.By} began is under way; stop it or wait for its end.");
        return message.Keys.Count > 1 && !kept.Tried.Contains(message.Cause)
            ? Refusal.Of(ErrorCodes.PaymentConflict, "Try one payment of this cause first: none has been resumed.")
            : null;
    }

    private async Task Work(StartResumeRun order, CancellationToken stopping)
    {
        while (kept.Next < order.Keys.Count && kept.Run.StoppedBecause is null && !stopping.IsCancellationRequested)
        {
            var went = await Resume(order.Keys[kept.Next], order);
            kept = kept with { Next = kept.Next + 1, InARow = went ? 0 : kept.InARow + 1 };
            if (kept.InARow >= ParkedAgainMax)
                kept = kept with
                {
                    Run = kept.Run with { StoppedBecause = $"{ParkedAgainMax} in a row did not go through" },
                };
            if (!await KeepProgress()) return;
            if (kept.Next < order.Keys.Count && kept.Run.StoppedBecause is null)
                await Pause(TimeSpan.FromMinutes(1) / order.PerMinute, stopping);
        }
        // The activation leaves: what is stored is not ended, and goes on elsewhere.
        if (leaving.IsCancellationRequested) return;
        kept = kept with { Run = kept.Run with { EndedAt = clock.GetUtcNow() } };
        await KeepProgress();
    }

    private async Task<bool> Resume(string key, StartResumeRun order)
    {
        try
        {
            var grain = grains.Get(PaymentKey.Parse(key));
            var resumed = await grain.ResumeParked(new() { By = order.By, Reason = order.Reason });
            if (!resumed.IsAccepted) return Refused(resumed.Error.Message);
            var outbox = await grain.ShowOutbox(new());
            if (outbox.Value?.Entries.FirstOrDefault(entry => entry.IsParked) is { } parked)
            {
                kept = kept with
                {
                    Run = kept.Run with
                    {
                        ParkedAgain = kept.Run.ParkedAgain + 1,
                        LastProblem = $"{parked.Kind}: {parked.Problem}",
                    },
                };
                return false;
            }
            kept = kept.With(order.Cause) with { Run = kept.Run with { Resumed = kept.Run.Resumed + 1 } };
            return true;
        }
        catch (Exception failure)
        {
            return Refused(failure.Message);
        }
    }

    private bool Refused(string why)
    {
        kept = kept with { Run = kept.Run with { Refused = kept.Run.Refused + 1, LastProblem = why } };
        return false;
    }

    /// <summary>False when another activation has the run, so that this one stops.</summary>
    private async Task<bool> KeepProgress()
    {
        try
        {
            await Keep(kept, ifNotStored: kept);
            return true;
        }
        catch (InconsistentStateException)
        {
            LogLeft();
            // The next message finds out whether the other one is still there: its progress is then stored meanwhile.
            await stored.ReadStateAsync();
            isBegun = false;
            return false;
        }
        catch (Exception failure)
        {
            // The run goes on; the next payment stores it again, and at worst one that was resumed is asked once more.
            LogNotKept(failure);
            return true;
        }
    }

    private async Task Keep(KeptRun next, KeptRun ifNotStored)
    {
        (kept, stored.State) = (next, next);
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            (kept, stored.State) = (ifNotStored, ifNotStored);
            throw;
        }
    }

    private async Task Pause(TimeSpan pause, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(pause, clock, stopping);
        }
        catch (OperationCanceledException)
        {
            // Stopped; the loop ends.
        }
    }

    private ResumeRun Shown()
        => kept.Run with { IsTried = kept.Run.Cause is { } cause && kept.Tried.Contains(cause) };
}
