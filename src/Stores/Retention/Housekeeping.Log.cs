using Microsoft.Extensions.Logging;

namespace QliroAdapter.Store;

internal sealed partial class Housekeeping
{
    [LoggerMessage(1032, LogLevel.Warning,
        "The hourly housekeeping of the payments' history failed and is tried again in an hour; on PostgreSQL months " +
        "ahead are made already, so nothing is lost meanwhile. Check the database of the Storage settings")]
    private partial void NotKept(Exception failure);

    [LoggerMessage(1033, LogLevel.Information,
        "{Payments} payments for which nothing waits were deleted with their histories, because they have not " +
        "changed since {Before:u} (Storage:KeepPaymentDays)")]
    private partial void Retained(long payments, DateTimeOffset before);
}
