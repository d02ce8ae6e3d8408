using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.OutgoingEvents;

/// <summary>
/// What shops and monitoring are told because of an event of the payment; stored in one commit with it. Pure.
/// </summary>
public static class Announcements
{
    /// <summary>Longer codes, and those with other characters, are told as <c>other</c>.</summary>
    private const int ReasonMax = 64;

    /// <summary>What a payment event leads to: what it announces itself, and whether a person must act now.</summary>
    public static IReadOnlyList<PaymentEvent> Of(
        PaymentEvent raised, PaymentDocument? before, PaymentDocument after, DateTimeOffset now)
    {
        List<Announcement> told = [.. raised.Announce(before)];
        var reason = ParkedFor(after);
        if (reason is not null && ParkedFor(before) is null)
            told.Add(new(OutgoingEventTypes.PaymentParked, Reason: reason));
        if (reason is null && ParkedFor(before) is not null) told.Add(new(OutgoingEventTypes.PaymentResumed));
        return Numbered(told, after, now);
    }

    /// <summary>The same of a payment that the engine parks as a whole.</summary>
    public static PaymentDocument Parked(PaymentDocument before, PaymentDocument after, DateTimeOffset now)
        => ParkedFor(before) is not null
            ? after
            : Numbered([new(OutgoingEventTypes.PaymentParked, Reason: ParkedFor(after))], after, now)
                .Aggregate(after, PaymentDocument.Apply);

    private static List<PaymentEvent> Numbered(
        List<Announcement> told, PaymentDocument payment, DateTimeOffset now)
    {
        var events = new List<PaymentEvent>();
        var kept = payment.Events ?? [];
        var next = kept.Count == 0 ? 1 : kept[^1].Number + 1;
        var waiting = kept.Where(one => one.Status == OutgoingEventStatus.Waiting).Select(one => one.Number)
            .Where(number => number <= next + told.Count - 1 - OutgoingEvent.KeptMax);
        events.AddRange(waiting.Select(number => new EventGivenUp(
            number, $"more than {OutgoingEvent.KeptMax} events of the payment came since.", now)));
        events.AddRange(told.Select((one, index) => new EventAnnounced(new()
        {
            Number = next + index,
            Id = IdOf(payment.Key, next + index, one.Type, now),
            Type = one.Type,
            At = now,
            State = payment.State.Name(),
            Amount = one.Amount ?? payment.Amount.Amount,
            Operation = one.Operation,
            Reason = CodeOf(one.Reason),
            QliroOrderId = payment.QliroOrderId?.ToString(),
        })));
        return events;
    }

    private static string? ParkedFor(PaymentDocument? payment) => payment switch
    {
        null => null,
        { ParkedBecause: not null } => "broken-rule",
        _ => payment.Outbox.FirstOrDefault(entry => entry.IsParked) switch
        {
            null => null,
            { Kind: OutboxKind.Reconcile } => "discrepancy",
            var entry => entry.Kind.ToString(),
        },
    };

    /// <summary>Codes of partners come from outside: what has not the form of one is not handed on.</summary>
    private static string? CodeOf(string? reason) => reason switch
    {
        null => null,
        { Length: > 0 and <= ReasonMax } when reason.All(letter => char.IsAsciiLetterOrDigit(letter)
            || letter is '-' or '_' or '.') => reason,
        _ => "other",
    };

    /// <summary>
    /// The time is part of it, because a payment that was rebuilt numbers its events from 1 again.
    /// </summary>
    private static string IdOf(string key, int number, string type, DateTimeOffset at)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{key} {number} {type} {at.UtcTicks}");
        return $"evt_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16))}";
    }
}
