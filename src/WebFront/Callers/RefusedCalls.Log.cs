namespace QliroAdapter.WebFront;

internal sealed partial class RefusedCalls
{
    [LoggerMessage(2000, LogLevel.Information, "A call to {Route} was turned away: its {Proof} is missing or wrong.")]
    private partial void CallerNotProven(Proof proof, string? route);

    [LoggerMessage(2001, LogLevel.Warning,
        "{Calls} more calls were turned away within a minute: their {Proof} was missing or wrong.")]
    private partial void MoreNotProven(long calls, Proof proof);

    [LoggerMessage(2002, LogLevel.Error,
        "A call to {Route} brought the token of another payment, {Owner}: its callback URL has leaked. Find out who "
        + "called; put a new secret first in Adapter:CallbackSecrets.")]
    private partial void TokenOfAnother(string? route, string owner);

    [LoggerMessage(2003, LogLevel.Error,
        "{Calls} more calls with tokens of other payments were turned away within a minute.")]
    private partial void MoreTokensOfAnother(long calls);
}
