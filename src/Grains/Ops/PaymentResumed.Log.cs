using Microsoft.Extensions.Logging;

namespace QliroAdapter.Ops;

internal static partial class OpsLog
{
    [LoggerMessage(400, LogLevel.Information,
        "An operator resumed the payment, which was parked as a whole; its admin order is read again.")]
    public static partial void PaymentResumed(ILogger logger);
}
