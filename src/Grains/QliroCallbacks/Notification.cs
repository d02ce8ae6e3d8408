using QliroAdapter.Ops;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Qliro passes on the report of a party behind it. A shipping provider's report is stored and then written to Norce's
/// shipping; anything else becomes a row of the timeline and is counted.
/// </summary>
public static class Notification
{
    private const string Other = "other";

    private static readonly string[] published =
        [QliroEventType.ShippingProviderUpdate, "LOYALTY_PROVIDER_MEMBER_CREATE", "LOYALTY_PROVIDER_MEMBER_UPDATE"];

    public static async Task<Outcome<Done>> Run(Turn turn, ReceiveNotification message)
    {
        turn.Time.LimitNorce(TurnLimits.PushDelivery);
        var found = await turn.Find();
        if (!found.IsAccepted) return turn.Refuse(found.Error);
        AdapterMetrics.NotificationReceived(Label(message.Notification.EventType));
        var decided = Decide(found.Value, message.Notification, turn.Now);
        if (decided.Ignored is { } why) Ignore(turn, message.Notification, why);
        turn.Raise(decided.Events);
        await turn.Commit();
        await OutboxDispatcher.Run(turn);
        return Done.Yes;
    }

    /// <summary>
    /// In guard order, ignored: another event; another Qliro order; the payment removed; a repeat; older than what is
    /// known.
    /// </summary>
    public static Decision Decide(PaymentDocument payment, QliroNotification notification, DateTimeOffset now)
    {
        Decision Not(string why) => new([], why);
        if (!string.Equals(
            notification.EventType, QliroEventType.ShippingProviderUpdate, StringComparison.OrdinalIgnoreCase))
            return Not("it is not about a shipping");
        if (notification.OrderId is { } id && payment.QliroOrderId is { } ours && id != ours)
            return Not("it is about another Qliro order");
        if (payment.State == PaymentState.Removed) return Not("the payment was removed");
        var news = ShippingNews.Of(notification);
        if (payment.ShippingNews is { } known)
        {
            if (known.Digest == news.Digest) return Not("it was told before");
            if (news.IsOlderThan(known)) return Not("something newer is known");
        }
        return new([new ShippingNewsReceived(news), new EntryEnqueued(OutboxKind.TellShipping, now)], null);
    }

    /// <summary>
    /// What is published is counted: it may come any number of times, in few words. Another event gets a row, so that
    /// somebody learns its name.
    /// </summary>
    private static void Ignore(Turn turn, QliroNotification notification, string why)
    {
        var label = Label(notification.EventType);
        if (label == Other) turn.Note(TimelineKind.Decision, $"Notification not acted on: {why}.");
        else turn.CountedAs = () => $"Qliro notification {label} not acted on, because {why}";
    }

    /// <summary>
    /// A label must not be open to values from outside, so everything that is not published is counted together.
    /// </summary>
    private static string Label(string? eventType) => Array.Find(
        published, known => string.Equals(known, eventType, StringComparison.OrdinalIgnoreCase)) ?? Other;

    /// <summary>What follows, or why the notification is ignored.</summary>
    public sealed record Decision(IReadOnlyList<PaymentEvent> Events, string? Ignored);
}
