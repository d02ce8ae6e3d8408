using Microsoft.Extensions.Logging;

namespace QliroAdapter.Payments;

public sealed partial class Turn
{
    /// <summary>Names the refusal; its message may repeat what a partner wrote, so it stands in the timeline.</summary>
    internal static void LogRefused(PaymentServices services, PaymentError error)
    {
        if (services.MayLogRefusal($"request, {error.Code}"))
            LogRefused(services.Logger, error.Code, error.QliroError?.ErrorCode ?? "none");
    }

    [LoggerMessage(104, LogLevel.Information, "A request was refused with {Code}; Qliro's code: {QliroCode}.")]
    private static partial void LogRefused(ILogger logger, string code, string qliroCode);
}
