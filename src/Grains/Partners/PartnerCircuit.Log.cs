using Microsoft.Extensions.Logging;

namespace QliroAdapter.Partners;

internal sealed partial class PartnerCircuit
{
    [LoggerMessage(8112, LogLevel.Warning, "{More} more circuits opened or closed within a minute; /ops shows all.")]
    internal static partial void LogMoreChanged(ILogger logger, long more);

    [LoggerMessage(8110, LogLevel.Warning,
        "The circuit to {Partner} at {Host} opened: calls are refused at once and due work waits until it closes.")]
    private partial void LogOpened(string partner, string host);

    [LoggerMessage(8111, LogLevel.Warning,
        "The circuit to {Partner} at {Host} closed after {Seconds} s, in which {Calls} calls were not sent.")]
    private partial void LogClosed(string partner, string host, long seconds, long calls);
}
