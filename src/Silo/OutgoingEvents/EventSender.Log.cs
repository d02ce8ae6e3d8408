namespace QliroAdapter.OutgoingEvents;

internal sealed partial class EventSender
{
    [LoggerMessage(1160, LogLevel.Warning,
        "What became of event {Number} of {Payment} could not be stored; it is sent again under the same id.")]
    private partial void NotRecorded(Exception problem, PaymentKey payment, int number);
}
