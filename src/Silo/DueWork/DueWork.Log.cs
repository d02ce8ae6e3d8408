using Microsoft.Extensions.Logging;

namespace QliroAdapter.Silo;

internal sealed partial class DueWork
{
    [LoggerMessage(1120, LogLevel.Error,
        "The store did not say what is due; asked again in {Wait}. If this repeats, check the store: until it " +
        "answers, no outbox entry is delivered")]
    private partial void ScanFailed(Exception failure, TimeSpan wait);

    [LoggerMessage(1121, LogLevel.Error,
        "Due work of {Key} failed and is tried again in {Pause} at the earliest. If this repeats, read the payment's " +
        "timeline on the ops pages")]
    private partial void ContinueFailed(Exception failure, string key, TimeSpan pause);
}
