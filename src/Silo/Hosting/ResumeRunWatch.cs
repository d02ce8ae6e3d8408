using QliroAdapter.Ops;

namespace QliroAdapter.Silo;

/// <summary>
/// Asks the grain of resumes once a minute how its run is, so that a run goes on soon after its node ended, although no
/// operator looks.
/// </summary>
internal sealed partial class ResumeRunWatch(IResumeRuns runs, TimeProvider time, ILogger<ResumeRunWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Ask();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async Task Ask()
    {
        try
        {
            await runs.Run.GetRun(new());
        }
        catch (Exception failure)
        {
            LogNotAsked(failure.Message);
        }
    }
}
