using Microsoft.Extensions.Logging;

namespace QliroAdapter.Payments;

public sealed partial class PaymentServices
{
    [LoggerMessage(101, LogLevel.Warning,
        "A message to {Key} that nobody waits for was lost; its due work finds what it would have brought.")]
    private static partial void LogNotTold(ILogger logger, Exception exception, PaymentKey key);

    [LoggerMessage(107, LogLevel.Information,
        "{More} more requests were refused within a minute with the same code: {Kind}.")]
    private static partial void LogMoreRefused(ILogger logger, long more, string kind);

    [LoggerMessage(108, LogLevel.Warning, "{More} more messages that nobody waits for were lost within a minute.")]
    private static partial void LogMoreNotTold(ILogger logger, long more);

    [LoggerMessage(105, LogLevel.Error,
        "What is stored of {Key} is not what was signed: {Why}. Its timeline is not signed any further; find out with "
        + "the command verify what was changed, and compare with a backup.")]
    private static partial void LogTimelineBroken(ILogger logger, PaymentKey key, string why);

    [LoggerMessage(106, LogLevel.Error,
        "{Key} is not available: its personal data is sealed under the data key {Id}, which is not in "
        + "Adapter:DataKeys. Put it there again; nothing of the payment is lost.")]
    private static partial void LogSealed(ILogger logger, PaymentKey key, string id);
}
