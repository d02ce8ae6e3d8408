namespace QliroAdapter.QliroCallbacks;

internal sealed partial class ShippingEndpoints
{
    [LoggerMessage(2210, LogLevel.Warning,
        "Qliro was told that nothing is delivered, because shipping could not be answered within {Seconds} s.")]
    private partial void AnsweredTooLate(double seconds);

    [LoggerMessage(2211, LogLevel.Information, "Reading the shipping failed after it had been answered for lateness.")]
    private partial void LateAnswerFailed(Exception exception);
}
