namespace QliroAdapter.WebFront;

internal sealed partial class RefusedCalls
{
    [LoggerMessage(2000, LogLevel.Information, "A call to {Route} was turned away: its {Proof} is missing or wrong.")]
    private partial void CallerNotProven(Proof proof, string? route);

    [LoggerMessage(2001, LogLevel.Warning,
        "{Calls} more calls were turned away within a minute: their {Proof} was missing or wrong.")]
    private partial void MoreNotProven(long calls, Proof proof);
}
