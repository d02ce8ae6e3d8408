using Microsoft.Extensions.Logging;

namespace QliroAdapter.OutgoingEvents;

internal static partial class OutgoingEventLog
{
    [LoggerMessage(600, LogLevel.Warning,
        "Event {Number} of the payment is given up: the shop's endpoint did not take it in time. The payment itself "
        + "goes on. Read why on /ops/events, then resend it from the payment's page.")]
    public static partial void EventGivenUp(ILogger logger, int number);
}
