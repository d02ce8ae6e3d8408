using System.Text.Json.Serialization;

namespace QliroAdapter.OutgoingEvents;

/// <summary>
/// What shops and monitoring are told of a payment, by a signed call. Stored with the payment, so that each repeat
/// says the same under the same id. Holds no personal data: ids, amounts, words of ours.
/// </summary>
public sealed record OutgoingEvent
{
    /// <summary>Number among the payment's events, from 1; later ones are higher.</summary>
    public required int Number { get; init; }

    /// <summary>What the receiver knows it by, however often it comes.</summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="OutgoingEventTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The payment's state after it.</summary>
    public required string State { get; init; }

    /// <summary>The amount that it is about, in the payment's currency.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Number of the operation that it is about; absent otherwise.</summary>
    public int? Operation { get; init; }

    /// <summary>A code that says why; absent where nothing went wrong.</summary>
    public string? Reason { get; init; }

    /// <summary>Qliro's order; absent where there is none.</summary>
    public string? QliroOrderId { get; init; }

    /// <summary>What became of it.</summary>
    public OutgoingEventStatus Status { get; init; }

    /// <summary>When that was; absent while it waits.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>True when it was given up and nobody needs to care: an operator, or the settings, decided so.</summary>
    public bool IsWrittenOff { get; init; }

    /// <summary>As many as a payment keeps, waiting or not; the oldest gives way.</summary>
    public const int KeptMax = 20;
}

/// <summary>What became of an event.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutgoingEventStatus>))]
public enum OutgoingEventStatus
{
    /// <summary>Its outbox entry waits.</summary>
    Waiting,

    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>The receiver did not take it in time.</summary>
    GivenUp,
}

/// <summary>The types of events; published in docs/events.md, so never renamed.</summary>
public static class OutgoingEventTypes
{
    /// <summary>Qliro has the shopper's money reserved: the order can be packed.</summary>
    public const string PaymentReserved = "payment.reserved";

    /// <summary>There will be no purchase.</summary>
    public const string PaymentDeclined = "payment.declined";

    /// <summary>A person must act before the payment goes on.</summary>
    public const string PaymentParked = "payment.parked";

    /// <summary>Nobody must act any more.</summary>
    public const string PaymentResumed = "payment.resumed";

    /// <summary>Qliro's total differs from the payment's amount.</summary>
    public const string AmountMismatch = "amount.mismatch";

    /// <summary>Of a capture, cancel or refund that Qliro carried out.</summary>
    public static string Completed(string operation) => $"{operation}.completed";

    /// <summary>Of one that Qliro refused, or that was given up.</summary>
    public static string Failed(string operation) => $"{operation}.failed";
}

/// <summary>An event as a decision names it, before it has a number.</summary>
/// <param name="Type">One of <see cref="OutgoingEventTypes"/>.</param>
/// <param name="Amount">The amount that it is about; absent: the payment's.</param>
/// <param name="Reason">A code that says why.</param>
/// <param name="Operation">Number of the operation that it is about.</param>
public sealed record Announcement(string Type, decimal? Amount = null, string? Reason = null, int? Operation = null);
