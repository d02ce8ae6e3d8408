namespace QliroAdapter.Ops;

/// <summary>What an operator reads of a payment that needs a person.</summary>
internal static class AttentionText
{
    /// <summary>What kind of trouble it is.</summary>
    public static string Title(string kind) => kind switch
    {
        AttentionKinds.Parked => "Parked",
        AttentionKinds.Discrepancy => "Discrepancy",
        AttentionKinds.OperationFailed => "Operation failed",
        AttentionKinds.OutcomeUnknown => "Outcome unknown",
        AttentionKinds.EventsGivenUp => "Events given up",
        _ => kind,
    };

    /// <summary>What to do next.</summary>
    public static string NextStep(string kind) => kind switch
    {
        AttentionKinds.Parked => "Remove the reason, then resume.",
        AttentionKinds.Discrepancy => "Compare the three and decide which of them is right.",
        AttentionKinds.OperationFailed => "Read why, then have the shop ask again, or ask for something else.",
        AttentionKinds.OutcomeUnknown => "Compare: Qliro's admin order shows whether it was done. Send nothing again.",
        AttentionKinds.EventsGivenUp => "Repair the shop's endpoint, then resend the events; or write them off.",
        _ => "Open the payment.",
    };

    /// <summary>The name of the runbook that says more; null where there is none.</summary>
    public static string? Runbook(string kind) => kind switch
    {
        AttentionKinds.Parked => "payments-parked",
        AttentionKinds.Discrepancy => "discrepancies-found",
        AttentionKinds.OperationFailed => "operations-failed",
        AttentionKinds.OutcomeUnknown => "outcomes-unknown",
        AttentionKinds.EventsGivenUp => "events-given-up",
        _ => null,
    };

    /// <summary>A payment that was parked by an older version has only the reason.</summary>
    public static string Reason(PaymentSummary payment)
        => payment.Attention?.Reason ?? payment.ParkedReason ?? "The reason is not stored.";
}
