using QliroAdapter.Ops;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.OutgoingEvents;

/// <summary>Which events of a payment the shop's endpoint has not taken. Pure.</summary>
public static class UndeliveredEvents
{
    /// <summary>When the oldest one that waits was first due, not counting a hold; null when none waits.</summary>
    public static DateTimeOffset? Since(PaymentDocument payment)
    {
        DateTimeOffset? since = null;
        foreach (var entry in payment.Outbox)
        {
            if (entry.Kind == OutboxKind.SendEvent) since = Schedule.Earlier(since, entry.Since + entry.HeldFor);
        }
        return since;
    }

    /// <summary>How many are not sent any more, and nobody wrote them off.</summary>
    public static int GivenUp(PaymentDocument payment) => payment.Events?.Count(IsGivenUp) ?? 0;

    /// <summary>A person decides about events that are not sent any more; nothing else of the payment waits.</summary>
    public static Attention? Attention(PaymentDocument payment)
    {
        if (payment.Events?.Where(IsGivenUp).ToList() is not [var first, ..] given) return null;
        var what = given.Count == 1
            ? $"event {first.Number}, {first.Type}"
            : $"{given.Count} events, {first.Type} first";
        return new(AttentionKinds.EventsGivenUp, $"The shop's endpoint did not take {what}.",
            first.EndedAt ?? first.At, AtRisk: 0m);
    }

    internal static bool IsGivenUp(OutgoingEvent one)
        => one is { Status: OutgoingEventStatus.GivenUp, IsWrittenOff: false };
}
