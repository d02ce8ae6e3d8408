namespace QliroAdapter.WebFront;

internal sealed partial class Faults
{
    [LoggerMessage(2100, LogLevel.Error, "{Method} {Path} failed in a way nobody foresaw; the caller got 500.")]
    private partial void RequestFailed(Exception exception, string method, string path);

    [LoggerMessage(2101, LogLevel.Warning, "The engine took no message: {Reason}")]
    private partial void EngineBusy(string reason);

    [LoggerMessage(2103, LogLevel.Warning, "The engine took no message {More} more times in the minute before.")]
    private partial void EngineBusyMore(long more);

    [LoggerMessage(2104, LogLevel.Warning,
        "The engine did not answer a message in time; the caller got 503 and what was begun goes on: {Why}")]
    private partial void AnsweredLate(string why);

    [LoggerMessage(2105, LogLevel.Warning,
        "The engine did not answer {More} more messages in time in the minute before.")]
    private partial void AnsweredLateMore(long more);

    [LoggerMessage(2102, LogLevel.Debug, "The caller hung up before its request was read.")]
    private partial void CallerWithdrew();
}
