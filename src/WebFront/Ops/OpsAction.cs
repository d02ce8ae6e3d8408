namespace QliroAdapter.Ops;

/// <summary>An action that an operator has on one payment, as the pages and the commands name it. Immutable.</summary>
/// <param name="Name">In addresses and commands.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Button">On its button.</param>
/// <param name="Meaning">What it is for, in a sentence.</param>
public sealed record OpsAction(string Name, OperatorActionKind Kind, string Button, string Meaning)
{
    public static readonly OpsAction Refresh = new("refresh", OperatorActionKind.Reconcile, "Refresh now",
        "Compares Norce, the adapter and Qliro, repairs what is safe and parks what a person must decide.");

    public static readonly OpsAction Retry = new("retry", OperatorActionKind.Retry, "Retry now",
        "Tries what waits in the outbox at once.");

    public static readonly OpsAction Resume = new("resume", OperatorActionKind.Resume, "Resume",
        "For when the reason is gone for which entries were parked: they are delivered, with their full time for "
            + "retries.");

    public static readonly OpsAction Hold = new("hold", OperatorActionKind.Hold, "Hold",
        "Stops the outbox of this payment. What comes meanwhile is recorded and waits; Qliro's questions are "
            + "answered.");

    public static readonly OpsAction Release = new("release", OperatorActionKind.Release, "Release",
        "Ends the hold.");

    public static readonly OpsAction WriteOff = new("write-off", OperatorActionKind.WriteOff, "Write off",
        "For what was settled elsewhere, or stays as it is. No money moves.");

    public static readonly OpsAction TakeQliro = new("take-qliro", OperatorActionKind.TakeQliro, "Take Qliro's state",
        "For when Qliro is right and the adapter is not. No money moves.");

    public static readonly OpsAction Replay = new("replay", OperatorActionKind.Replay, "Replay",
        "Does what Qliro's callbacks do when they come again. A callback is a hint: what counts is read from Qliro, so "
            + "nothing is booked twice.");

    public static readonly OpsAction Erase = new("erase", OperatorActionKind.Erase, "Erase personal data",
        "Destroys what is stored of a person, and the payment's key, for good. The books stay.");

    public static readonly OpsAction ResendEvents = new(
        "resend-events", OperatorActionKind.ResendEvents, "Resend events",
        "Sends the payment's events to the shop's endpoint again, each under its own id, so that a receiver that has "
            + "one can tell.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<OpsAction> All { get; } =
        [Refresh, Retry, Resume, Hold, Release, WriteOff, TakeQliro, Replay, Erase, ResendEvents];

    /// <summary>The action of this name; null when there is none.</summary>
    public static OpsAction? Of(string name) => All.FirstOrDefault(action => action.Name == name);

    /// <summary>
    /// Sends the payment the action. The three that a node of an older version knows are messages of their own.
    /// </summary>
    public async Task<Outcome<Done>> Send(IPaymentGrain payment, string by, string reason)
        => await WhyNot(payment) is { } refusal ? refusal : Kind switch
        {
            OperatorActionKind.Reconcile => await payment.RepairPayment(new() { By = by, Reason = reason }),
            OperatorActionKind.Retry => await payment.RetryOutbox(new() { By = by, Reason = reason }),
            OperatorActionKind.Resume => await payment.ResumeParked(new() { By = by, Reason = reason }),
            _ => await payment.Act(new() { Kind = Kind, By = by, Reason = reason }),
        };

    /// <summary>
    /// Why it does not apply, of the two that the payment itself accepts without anything to do. The others are refused
    /// in their turn; so is what cannot be previewed.
    /// </summary>
    private async Task<PaymentError?> WhyNot(IPaymentGrain payment)
        => Kind is OperatorActionKind.Retry or OperatorActionKind.Resume
            && await payment.Preview(new() { Kind = Kind }) is { IsAccepted: true, Value.WhyNot: { } why }
            ? new() { Code = ErrorCodes.PaymentConflict, Message = why }
            : null;
}
