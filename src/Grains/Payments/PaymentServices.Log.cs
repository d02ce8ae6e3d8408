using Microsoft.Extensions.Logging;

namespace QliroAdapter.Payments;

public sealed partial class PaymentServices
{
    [LoggerMessage(101, LogLevel.Warning,
        "A message to {Key} that nobody waits for was lost; its due work finds what it would have brought.")]
    private static partial void LogNotTold(ILogger logger, Exception exception, PaymentKey key);
}
