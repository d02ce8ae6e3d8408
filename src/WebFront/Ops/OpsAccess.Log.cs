namespace QliroAdapter.Ops;

internal sealed partial class OpsAccess
{
    [LoggerMessage(2300, LogLevel.Warning,
        "A login to the ops pages was refused: the token is not one of Ops:AccessTokens.")]
    private partial void TokenRefused();

    [LoggerMessage(2301, LogLevel.Warning,
        "Whether an operator's session was ended could not be read; until it can, the operator may look and not act.")]
    private partial void SessionUnknown(Exception problem);
}
