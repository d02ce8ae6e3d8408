using System.Text.Json.Serialization;

namespace QliroAdapter.Ops;

/// <summary>
/// An operator acts on one payment. No action moves money by itself: the requests that do are those of captures,
/// cancels and refunds, each sent under its own id. Repeats are harmless. Refusals in order: order-bad-request without
/// a reason; payment-not-found; payment-conflict when the action does not apply, with the reason; then whatever the
/// reads of Qliro were refused with.
/// </summary>
public sealed record OperatorAction
{
    public required OperatorActionKind Kind { get; init; }

    /// <summary>The operator's name, for the timeline.</summary>
    public required string By { get; init; }

    /// <summary>Why, in the operator's words; what looks like personal data is masked.</summary>
    public required string Reason { get; init; }

    /// <summary>Longer reasons are cut.</summary>
    public const int ReasonMax = 300;
}

/// <summary>What an operator can do with a payment. A node that does not know a kind refuses the message.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OperatorActionKind>))]
public enum OperatorActionKind
{
    /// <summary>As <see cref="RepairPayment"/>.</summary>
    [JsonStringEnumMemberName("reconcile")]
    Reconcile,

    /// <summary>As <see cref="RetryOutbox"/>.</summary>
    [JsonStringEnumMemberName("retry")]
    Retry,

    /// <summary>As <see cref="ResumeParked"/>.</summary>
    [JsonStringEnumMemberName("resume")]
    Resume,

    /// <summary>
    /// Stops the outbox: what is decided is recorded and waits. Refused when it is held already, but for a repeat of
    /// the same hold.
    /// </summary>
    [JsonStringEnumMemberName("hold")]
    Hold,

    /// <summary>Ends the hold and delivers what is due. Refused when it is not held.</summary>
    [JsonStringEnumMemberName("release")]
    Release,

    /// <summary>
    /// Gives up what waits for a person: parked entries, a discrepancy, a failed operation. Calls nobody. Refused when
    /// nothing waits, and while the outcome of a request that moves money is not known.
    /// </summary>
    [JsonStringEnumMemberName("write-off")]
    WriteOff,

    /// <summary>
    /// Takes the state and the sums that Qliro has now, also releases that nobody here asked for, and brings Norce to
    /// them. Refused for a payment that has ended here.
    /// </summary>
    [JsonStringEnumMemberName("take-qliro")]
    TakeQliro,

    /// <summary>
    /// Does what a push and a status push of Qliro do when they come again: reads Qliro and applies what it says.
    /// Refused before Qliro's order exists.
    /// </summary>
    [JsonStringEnumMemberName("replay")]
    Replay,

    /// <summary>
    /// Erases what the payment holds of a person, and its key. Refused while something waits in its outbox, or a charge
    /// or an operation is open.
    /// </summary>
    [JsonStringEnumMemberName("erase")]
    Erase,

    /// <summary>
    /// Sends the events again that the payment keeps, under their own ids. Refused when it keeps none.
    /// </summary>
    [JsonStringEnumMemberName("resend-events")]
    ResendEvents,
}

/// <summary>An operator asks what an action would do now. Changes nothing; may read Qliro.</summary>
public sealed record PreviewAction
{
    public required OperatorActionKind Kind { get; init; }
}

/// <summary>What an action would do.</summary>
public sealed record ActionPreview
{
    /// <summary>What would be done and to what, in order, for a person; empty when it does not apply.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    /// <summary>Why it does not apply; absent when it does.</summary>
    public string? WhyNot { get; init; }
}
