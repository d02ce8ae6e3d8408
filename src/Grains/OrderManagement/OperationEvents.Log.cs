using Microsoft.Extensions.Logging;

namespace QliroAdapter.OrderManagement;

internal static partial class OperationLog
{
    [LoggerMessage(300, LogLevel.Information, "{Operation} {Ordinal} was requested: {Amount} in {Parts} parts.")]
    public static partial void OperationRequested(
        ILogger logger, OperationType operation, int ordinal, decimal amount, int parts);

    [LoggerMessage(301, LogLevel.Warning,
        "{Operation} {Ordinal} failed with {Code}; Qliro's code: {QliroCode}. What succeeded of it stays; read the "
        + "reason on the payment's page in /ops and request the rest again.")]
    public static partial void OperationFailed(
        ILogger logger, OperationType operation, int ordinal, string code, string qliroCode);
}
