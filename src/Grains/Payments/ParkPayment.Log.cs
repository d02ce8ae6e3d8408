using Microsoft.Extensions.Logging;

namespace QliroAdapter.Payments;

internal static partial class ParkPayment
{
    [LoggerMessage(103, LogLevel.Error,
        "{Key} is parked: {Reason} Compare its timeline with Norce and Qliro, then resume it in /ops.")]
    private static partial void LogParked(ILogger logger, PaymentKey key, string reason);
}
