using QliroAdapter.Ops;

namespace QliroAdapter.WebFront.Tests;

/// <summary>A run of resumes that the test sets, and what it was asked for.</summary>
internal sealed class FakeRuns : IResumeRuns, IResumeRunGrain
{
    public ResumeRun Shown { get; set; } = new();

    public List<StartResumeRun> Started { get; } = [];

    public List<StopResumeRun> Stopped { get; } = [];

    /// <summary>The refusal that every start gets.</summary>
    public PaymentError? Refusal { get; set; }

    public IResumeRunGrain Run => this;

    public Task<ResumeRun> GetRun(GetResumeRun message) => Task.FromResult(Shown);

    public Task<Outcome<ResumeRun>> StartRun(StartResumeRun message)
    {
        Started.Add(message);
        return Task.FromResult<Outcome<ResumeRun>>(Refusal is null ? Shown : Refusal);
    }

    public Task<ResumeRun> StopRun(StopResumeRun message)
    {
        Stopped.Add(message);
        return Task.FromResult(Shown);
    }
}
