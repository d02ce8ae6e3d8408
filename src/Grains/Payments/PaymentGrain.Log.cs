using Microsoft.Extensions.Logging;

namespace QliroAdapter.Payments;

public partial class PaymentGrain
{
    [LoggerMessage(EventId = 100, Level = LogLevel.Warning,
        Message = "Turn {Number} of {Key} lost its commit to another activation and starts again")]
    private static partial void LogTurnLost(ILogger logger, PaymentKey key, int number);

    [LoggerMessage(EventId = 102, Level = LogLevel.Warning,
        Message = "Load {Number} of {Key} failed after a lost commit; the store is asked again")]
    private static partial void LogLoadFailed(ILogger logger, PaymentKey key, int number);
}
