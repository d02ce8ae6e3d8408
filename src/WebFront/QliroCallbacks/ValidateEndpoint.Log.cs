namespace QliroAdapter.QliroCallbacks;

internal sealed partial class ValidateEndpoint
{
    [LoggerMessage(2200, LogLevel.Warning,
        "The purchase was declined because it could not be judged within {Seconds} s; the shopper may try again.")]
    private partial void DecidedTooLate(double seconds);

    [LoggerMessage(2201, LogLevel.Error, "The purchase was declined because judging it failed.")]
    private partial void ValidationFailed(Exception exception);

    [LoggerMessage(2202, LogLevel.Information, "Reading the purchase failed after it had been declined for lateness.")]
    private partial void LateAnswerFailed(Exception exception);
}
