using Microsoft.Extensions.Logging;

namespace QliroAdapter.EmbeddedSilo;

internal sealed partial class Activations<TKey, TGrain>
{
    [LoggerMessage(1100, LogLevel.Information,
        "A turn of {Key} failed; whoever sent the message is told, and the next one loads the payment afresh")]
    internal partial void TurnThrew(TKey key, Exception failure);
}
