using QliroAdapter.Ops;

namespace QliroAdapter.Silo;

/// <summary>Gives access to the one grain that resumes groups, on this or another node.</summary>
internal sealed class ResumeRuns(IGrainFactory factory) : IResumeRuns
{
    private const string Key = "parked";

    public IResumeRunGrain Run => factory.GetGrain<IResumeRunGrain>(Key);
}
