using Microsoft.Extensions.Logging;

namespace QliroAdapter.Norce;

public sealed partial class ChannelConfigurations
{
    [LoggerMessage(8210, LogLevel.Warning,
        "The grain of {Channel} gave no configuration; this node goes on with what it has, or reads for itself.")]
    private static partial void LogGrainLost(ILogger logger, Exception lost, ChannelKey channel);

    [LoggerMessage(8212, LogLevel.Warning,
        "The grains of channels gave no configuration {More} more times in a minute.")]
    private static partial void LogMoreGrainsLost(ILogger logger, long more);

    [LoggerMessage(8211, LogLevel.Warning,
        "The configuration document of {Channel} is right by its schema, and yet {Shortcoming}.")]
    private static partial void LogShortcoming(ILogger logger, ChannelKey channel, string shortcoming);
}
