namespace QliroAdapter.WebFront;

internal sealed partial class CallerCheck
{
    [LoggerMessage(2000, LogLevel.Information, "A call to {Path} was turned away: its {Proof} is missing or wrong.")]
    private partial void CallerNotProven(Proof proof, string path);
}
