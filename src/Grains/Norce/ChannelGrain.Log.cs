using Microsoft.Extensions.Logging;

namespace QliroAdapter.Norce;

public sealed partial class ChannelGrain
{
    [LoggerMessage(8200, LogLevel.Warning,
        "The Configuration API gives no answer for {Channel}. The document last read {ReadAt:u} serves until "
        + "{ServesUntil:u}; see that the API is back by then. {Reason}")]
    private static partial void LogUnavailable(
        ILogger logger, ChannelKey channel, DateTimeOffset readAt, DateTimeOffset servesUntil, string reason);

    [LoggerMessage(8201, LogLevel.Information,
        "The Configuration API answers for {Channel} again, after {Seconds} s without an answer.")]
    private static partial void LogBack(ILogger logger, ChannelKey channel, long seconds);

    [LoggerMessage(8202, LogLevel.Error,
        "The document of {Channel}, last read {ReadAt:u}, is older than Norce:ConfigurationStaleHours and serves no "
        + "more: the channel's calls are refused until the Configuration API answers. See to that, put the document "
        + "under Channels, or raise the setting. {Reason}")]
    private static partial void LogOutlived(
        ILogger logger, ChannelKey channel, DateTimeOffset readAt, string reason);

    [LoggerMessage(8203, LogLevel.Warning,
        "The configuration document of {Channel} serves, but could not be stored for the case of a restart; that is "
        + "tried again with the next read.")]
    private static partial void LogNotKept(ILogger logger, Exception problem, ChannelKey channel);

    [LoggerMessage(8204, LogLevel.Warning,
        "The stored configuration document of {Channel} cannot be opened, and is read from the Configuration API "
        + "again. {Reason}")]
    private static partial void LogNotOpened(ILogger logger, ChannelKey channel, string reason);
}
