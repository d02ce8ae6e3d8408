namespace QliroAdapter.Ops;

internal static partial class OpsEndpoints
{
    [LoggerMessage(2300, LogLevel.Warning,
        "A login to the ops pages was refused: the token is not one of Ops:AccessTokens.")]
    private static partial void LogInRefused(ILogger logger);
}
