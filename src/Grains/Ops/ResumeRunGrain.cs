using Orleans.Placement;
using QliroAdapter.Payments;

namespace QliroAdapter.Ops;

/// <summary>
/// One run of resumes at a time, see <see cref="IResumeRunGrain"/>. One payment of a cause is tried alone first; a run
/// ends by itself when <see cref="ParkedAgainMax"/> payments in a row are parked again.
/// </summary>
[Immovable]
[CollectionAgeLimit(Hours = IdleHours)]
public sealed class ResumeRunGrain(IGrainContext context, IPaymentGrains grains, TimeProvider clock)
    : Grain(context), IResumeRunGrain, IDisposable
{
    /// <summary>The cause is not gone then, and the others would only be parked again, too.</summary>
    public const int ParkedAgainMax = 3;

    // Longer than the longest run: StartResumeRun.KeysMax payments at one in a minute.
    private const int IdleHours = 12;

    private const int CausesMax = 100;

    private readonly Queue<string> tried = new();
    private ResumeRun run = new();
    private CancellationTokenSource? stop;

    /// <summary>The work of the run that was begun last; tests wait for it.</summary>
    public Task Working { get; private set; } = Task.CompletedTask;

    public Task<ResumeRun> GetRun(GetResumeRun message) => Task.FromResult(Shown());

    public Task<Outcome<ResumeRun>> StartRun(StartResumeRun message)
    {
        if (WhyNot(message) is { } refusal) return Task.FromResult<Outcome<ResumeRun>>(refusal);
        run = new()
        {
            Cause = message.Cause,
            By = message.By,
            StartedAt = clock.GetUtcNow(),
            Payments = message.Keys.Count,
        };
        stop?.Dispose();
        stop = new();
        Working = Work(message, stop.Token);
        return Task.FromResult<Outcome<ResumeRun>>(Shown());
    }

    public Task<ResumeRun> StopRun(StopResumeRun message)
    {
        if (IsUnderWay)
        {
            run = run with { StoppedBecause = $"stopped by {OperatorText.Name(message.By)}" };
            stop?.Cancel();
        }
        return Task.FromResult(Shown());
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        stop?.Cancel();
        return base.OnDeactivateAsync(reason, cancellationToken);
    }

    public void Dispose() => stop?.Dispose();

    private bool IsUnderWay => run is { StartedAt: not null, EndedAt: null };

    private PaymentError? WhyNot(StartResumeRun message)
    {
        if (OperatorText.Reason(message.Reason).Length == 0)
            return Refusal.Of(ErrorCodes.OrderBadRequest, "Say why the payments are resumed; nothing was done.");
        if (message.Keys.Count is 0 or > StartResumeRun.KeysMax
            || message.PerMinute is < 1 or > StartResumeRun.PaceMax)
            return Refusal.Of(ErrorCodes.OrderBadRequest, $"A run has 1 to {StartResumeRun.KeysMax} payments, and 1 to "
                + $"{StartResumeRun.PaceMax} of them in a minute; nothing was done.");
        if (IsUnderWay)
            return Refusal.Of(ErrorCodes.PaymentConflict,
                $"A run that {run.By} began is under way; stop it or wait for its end.");
        return message.Keys.Count > 1 && !tried.Contains(message.Cause)
            ? Refusal.Of(ErrorCodes.PaymentConflict, "Try one payment of this cause first: none has been resumed.")
            : null;
    }

    private async Task Work(StartResumeRun message, CancellationToken stopping)
    {
        var inARow = 0;
        for (var place = 0; place < message.Keys.Count && !stopping.IsCancellationRequested; place++)
        {
            inARow = await Resume(message.Keys[place], message) ? 0 : inARow + 1;
            if (inARow >= ParkedAgainMax)
            {
                run = run with { StoppedBecause = $"{ParkedAgainMax} in a row did not go through" };
                break;
            }
            if (place + 1 < message.Keys.Count) await Pause(TimeSpan.FromMinutes(1) / message.PerMinute, stopping);
        }
        run = run with { EndedAt = clock.GetUtcNow() };
    }

    private async Task<bool> Resume(string key, StartResumeRun message)
    {
        try
        {
            var grain = grains.Get(PaymentKey.Parse(key));
            var resumed = await grain.ResumeParked(new() { By = message.By, Reason = message.Reason });
            if (!resumed.IsAccepted) return Refused(resumed.Error.Message);
            var outbox = await grain.ShowOutbox(new());
            if (outbox.Value?.Entries.FirstOrDefault(entry => entry.IsParked) is { } parked)
            {
                run = run with { ParkedAgain = run.ParkedAgain + 1, LastProblem = $"{parked.Kind}: {parked.Problem}" };
                return false;
            }
            run = run with { Resumed = run.Resumed + 1 };
            Remember(message.Cause);
            return true;
        }
        catch (Exception failure)
        {
            return Refused(failure.Message);
        }
    }

    private bool Refused(string why)
    {
        run = run with { Refused = run.Refused + 1, LastProblem = why };
        return false;
    }

    private void Remember(string cause)
    {
        if (tried.Contains(cause)) return;
        if (tried.Count >= CausesMax) tried.Dequeue();
        tried.Enqueue(cause);
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

    private ResumeRun Shown() => run with { IsTried = run.Cause is { } cause && tried.Contains(cause) };
}
