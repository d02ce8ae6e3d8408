using Microsoft.Extensions.Logging;

namespace QliroAdapter.Outbox;

internal static partial class OutboxLog
{
    [LoggerMessage(200, LogLevel.Warning,
        "{Entry} {Ordinal} of the outbox was delivered {Seconds} s late, after {Attempts} failed attempts and "
        + "{HeldSeconds} s behind an open circuit or a hold.")]
    public static partial void EntryDeliveredLate(
        ILogger logger, OutboxKind entry, int ordinal, long seconds, int attempts, long heldSeconds);

    [LoggerMessage(201, LogLevel.Error,
        "{Entry} {Ordinal} of the outbox is parked after {Attempts} failed attempts and is not repeated. Read why on "
        + "the payment's page in /ops, remove the cause, then resume the payment there.")]
    public static partial void EntryParked(ILogger logger, OutboxKind entry, int ordinal, int attempts);

    [LoggerMessage(202, LogLevel.Information,
        "An operator resumed {Entry} {Ordinal} of the outbox (parked: {WasParked}); it is delivered now.")]
    public static partial void EntryResumed(ILogger logger, OutboxKind entry, int ordinal, bool wasParked);
}
