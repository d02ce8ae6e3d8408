using Microsoft.Extensions.Logging;

namespace QliroAdapter.Store;

/// <summary>
/// What an open store does about every hour beside its work: the retention of ended payments, and what the store adds.
/// A store in trouble is kept again an hour later.
/// </summary>
internal sealed partial class Housekeeping : IAsyncDisposable
{
    private static readonly TimeSpan interval = TimeSpan.FromHours(1);

    private readonly PeriodicTimer timer;
    private readonly CancellationTokenSource stopping = new();
    private readonly Func<Task> others;
    private readonly Func<IEndedPayments> ended;
    private readonly int? keepDays;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Task keeping;

    /// <summary>Begins with the retention at once.</summary>
    /// <param name="others">Done every hour from now on; throws when it failed.</param>
    /// <param name="ended">Opens the store's ended payments.</param>
    /// <param name="retention">How long they are kept; null: for ever.</param>
    /// <param name="time">Tells when to run again.</param>
    /// <param name="logger">Logs failures.</param>
    public Housekeeping(
        Func<Task> others, Func<IEndedPayments> ended, RetentionOptions? retention, TimeProvider time, ILogger logger)
    {
        (this.others, this.ended, keepDays, this.time, this.logger)
            = (others, ended, retention?.KeepPaymentDays, time, logger);
        timer = new(interval, time);
        keeping = Task.Run(Keep);
    }

    /// <summary>Ends what is under way after its present piece.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        timer.Dispose();
        await keeping;
        stopping.Dispose();
    }

    private async Task Keep()
    {
        await Try(Retain);
        while (await timer.WaitForNextTickAsync())
        {
            await Try(others);
            await Try(Retain);
        }
    }

    private async Task Retain()
    {
        if (keepDays is not { } days) return;
        var before = time.GetUtcNow().AddDays(-days);
        await using var payments = ended();
        var deleted = await new Retention(time, _ => { }).Delete(payments, before, stopping.Token);
        if (deleted > 0) Retained(deleted, before);
    }

    private async Task Try(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The store is closed; the rest is done after the next start.
        }
        catch (Exception failure)
        {
            NotKept(failure);
        }
    }
}
