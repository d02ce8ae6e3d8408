namespace QliroAdapter.Silo;

internal sealed partial class ResumeRunWatch
{
    [LoggerMessage(1143, LogLevel.Warning,
        "The run of resumes could not be asked for ({Problem}); it is asked again in a minute.")]
    private partial void LogNotAsked(string problem);
}
