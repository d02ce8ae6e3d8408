using Microsoft.Extensions.Logging;

namespace QliroAdapter.Ops;

public sealed partial class ResumeRunGrain
{
    [LoggerMessage(1140, LogLevel.Warning,
        "The run of resumes goes on here, after {Done} of {Payments} payments: its node ended.")]
    private partial void LogTakenOver(int done, int payments);

    [LoggerMessage(1141, LogLevel.Warning, "Another node has the run of resumes; this one leaves it.")]
    private partial void LogLeft();

    [LoggerMessage(1142, LogLevel.Warning,
        "The progress of the run of resumes could not be stored; it is stored after the next payment.")]
    private partial void LogNotKept(Exception problem);
}
