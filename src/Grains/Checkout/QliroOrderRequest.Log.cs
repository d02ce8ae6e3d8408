using Microsoft.Extensions.Logging;

namespace QliroAdapter.Checkout;

public static partial class QliroOrderRequest
{
    [LoggerMessage(500, LogLevel.Warning,
        "Ingrid is told {Sent} of {All} codes and tags of an order, because Qliro takes no more; its rules may go by "
            + "one that is missing. Give the order fewer tags at Norce.")]
    private static partial void LogMetadataCut(ILogger logger, int sent, int all);
}
