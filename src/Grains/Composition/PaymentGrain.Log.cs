using Microsoft.Extensions.Logging;
using QliroAdapter.Payments;

namespace QliroAdapter.Composition;

public sealed partial class PaymentGrain
{
    [LoggerMessage(100, LogLevel.Warning,
        "Turn {Number} of {Key} lost its commit to another activation and starts again.")]
    private static partial void LogTurnLost(ILogger logger, PaymentKey key, int number);

    [LoggerMessage(102, LogLevel.Warning,
        "Try {Number} to enqueue a recheck of {Key} after a lost commit failed.")]
    private static partial void LogRecheckNotEnqueued(ILogger logger, PaymentKey key, int number);
}
