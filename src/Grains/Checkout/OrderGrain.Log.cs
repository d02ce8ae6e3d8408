using Microsoft.Extensions.Logging;

namespace QliroAdapter.Checkout;

public sealed partial class OrderGrain
{
    [LoggerMessage(501, LogLevel.Information,
        "The creation of a payment was refused with {Code}; Qliro's code: {QliroCode}.")]
    private static partial void LogCreationRefused(ILogger logger, string code, string qliroCode);
}
