using System.Diagnostics.Metrics;

namespace QliroAdapter.Ops;

/// <summary>
/// Metrics of payments, partners and stores in this process; meter <c>QliroAdapter.Payments</c>. What a silo measures
/// of itself is in its own class, because a process may hold several. Labels never hold a value from outside.
/// Thread-safe.
/// </summary>
public static class AdapterMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "QliroAdapter.Payments";

    private static readonly Meter meter = new(MeterName);

    private static readonly Counter<long> parked = meter.CreateCounter<long>(
        "payment.parked", "{payment}", "Payments that the engine parked, by why: a broken rule, or unreadable.");

    private static readonly Counter<long> compared = meter.CreateCounter<long>(
        "payment.comparisons", "{payment}", "Payments compared at Norce, here and at Qliro.");

    private static readonly Counter<long> discrepancies = meter.CreateCounter<long>(
        "payment.discrepancies", "{discrepancy}",
        "Differences found, by name, and whether they were repaired or parked.");

    private static readonly Counter<long> notifications = meter.CreateCounter<long>(
        "qliro.notifications", "{notification}", "Notifications that Qliro sent, by event type.");

    private static readonly Counter<long> outages = meter.CreateCounter<long>(
        "partner.outages", "{outage}", "Times the circuit breaker of a partner's host opened.");

    private static readonly Counter<long> callsNotSent = meter.CreateCounter<long>(
        "partner.calls.not_sent", "{call}", "Calls that were not sent because the host's circuit breaker was open.");

    private static readonly UpDownCounter<long> openCircuits = meter.CreateUpDownCounter<long>(
        "partner.circuits.open", "{host}", "Hosts of the partner whose circuit breaker is open now.");

    private static readonly Counter<long> prefillsRefused = meter.CreateCounter<long>(
        "checkout.prefill.refused", "{order}",
        "Qliro orders that were created only without what was known of the customer.");

    private static readonly Counter<long> deliveriesMissing = meter.CreateCounter<long>(
        "checkout.delivery.missing", "{purchase}",
        "Purchases that were declined because Qliro would have sold them without their delivery.");

    private static readonly Counter<long> callsRefused = meter.CreateCounter<long>(
        "calls.refused", "{call}", "Calls whose caller did not prove itself, by the proof that was missing or wrong.");

    private static readonly Counter<long> callsLimited = meter.CreateCounter<long>(
        "calls.limited", "{call}", "Calls of proven callers that came too often, by caller or by payment.");

    private static readonly Counter<long> tokensOfAnother = meter.CreateCounter<long>(
        "calls.token.of_another_payment", "{call}", "Callbacks that brought the token of another payment: a leak.");

    private static readonly Histogram<int> groupSize = meter.CreateHistogram<int>(
        "store.group.commits", "{commit}", "Commits that shared one transaction.");

    private static readonly Histogram<double> groupDuration = meter.CreateHistogram<double>(
        "store.group.duration", "s", "From taking a group of commits to having it on disk.");

    private static readonly Counter<long> conflicts = meter.CreateCounter<long>(
        "store.conflicts", "{commit}", "Commits refused because somebody else was first.");

    private static readonly Counter<long> purchases = meter.CreateCounter<long>(
        "payment.purchases", "{purchase}",
        "Purchases by outcome: completed, held, refused by Qliro, or declined here.");

    private static readonly Counter<long> mismatches = meter.CreateCounter<long>(
        "payment.amount_mismatches", "{purchase}",
        "Purchases whose total at Qliro differs from the payment's amount, mostly by a fee of Qliro's.");

    private static readonly Counter<long> operations = meter.CreateCounter<long>(
        "payment.operations", "{operation}", "Captures, cancels and refunds, by type and outcome.");

    private static readonly Counter<long> deliveries = meter.CreateCounter<long>(
        "outbox.deliveries", "{attempt}", "Attempts to deliver an outbox entry, by its kind and by outcome.");

    private static readonly Counter<long> callbacksRefused = meter.CreateCounter<long>(
        "callbacks.refused", "{callback}", "Callbacks of Qliro's that were answered with an error, by its code.");

    private static readonly Counter<long> callbacksRedelivered = meter.CreateCounter<long>(
        "callbacks.redelivered", "{callback}", "Callbacks of Qliro's that came again and changed nothing.");

    private static readonly Counter<long> events = meter.CreateCounter<long>(
        "events.deliveries", "{attempt}", "Attempts to tell the shop's endpoint of an event, by type and outcome.");

    private static readonly string[] purchaseOutcomes = ["completed", "held", "refused", "declined"];
    private static readonly string[] operationOutcomes = ["succeeded", "failed"];

    /// <summary>
    /// Begins the series that alert rules watch at 0. A series that began with its first count would hide that count
    /// from rules that look for an increase. Called once, when somebody listens.
    /// </summary>
    public static void Begin()
    {
        foreach (var partner in (string[])["Norce", "Qliro"])
        {
            outages.Add(0, Label("partner", partner));
            openCircuits.Add(0, Label("partner", partner));
            callsNotSent.Add(0, Label("partner", partner));
        }
        foreach (var why in (string[])["rule", "unreadable"]) parked.Add(0, Label("why", why));
        foreach (var (proof, reason) in Pairs(["bearer-token", "callback-token"], ["missing", "wrong"]))
            callsRefused.Add(0, Label("proof", proof), Label("reason", reason));
        foreach (var outcome in purchaseOutcomes) purchases.Add(0, Label("outcome", outcome));
        foreach (var (type, outcome) in Pairs(["capture", "cancel", "refund"], operationOutcomes))
            operations.Add(0, Label("type", type), Label("outcome", outcome));
        foreach (var code in (string[])
        [
            ErrorCodes.InternalServerError, ErrorCodes.PaymentNotFound, ErrorCodes.OrderNotFound, ErrorCodes.OrderError,
        ])
            callbacksRefused.Add(0, Label("code", code));
        foreach (var alone in (Counter<long>[])
            [compared, prefillsRefused, deliveriesMissing, conflicts, mismatches, callbacksRedelivered])
            alone.Add(0);
    }

    /// <param name="why"><c>rule</c> or <c>unreadable</c>.</param>
    public static void PaymentParked(string why) => parked.Add(1, Label("why", why));

    public static void PrefillRefused() => prefillsRefused.Add(1);

    public static void DeliveryMissing() => deliveriesMissing.Add(1);

    public static void PaymentCompared() => compared.Add(1);

    /// <param name="name">One of the names that the comparison gives.</param>
    /// <param name="isRepaired">False when an operator must decide.</param>
    public static void DiscrepancyFound(string name, bool isRepaired)
        => discrepancies.Add(1, Label("discrepancy", name), Label("end", isRepaired ? "repaired" : "parked"));

    /// <param name="eventType">A published event type, or <c>other</c>.</param>
    public static void NotificationReceived(string eventType) => notifications.Add(1, Label("event", eventType));

    public static void CircuitOpened(string partner)
    {
        outages.Add(1, Label("partner", partner));
        openCircuits.Add(1, Label("partner", partner));
    }

    public static void CircuitClosed(string partner) => openCircuits.Add(-1, Label("partner", partner));

    public static void CallNotSent(string partner) => callsNotSent.Add(1, Label("partner", partner));

    /// <param name="proof"><c>bearer-token</c> or <c>callback-token</c>.</param>
    /// <param name="isMissing">Whether there was none, or a wrong one.</param>
    public static void CallRefused(string proof, bool isMissing)
        => callsRefused.Add(1, Label("proof", proof), Label("reason", isMissing ? "missing" : "wrong"));

    /// <param name="code">One of <see cref="ErrorCodes"/>.</param>
    public static void CallbackRefused(string code) => callbacksRefused.Add(1, Label("code", code));

    public static void CallbackRedelivered() => callbacksRedelivered.Add(1);

    /// <param name="outcome"><c>completed</c>, <c>held</c>, <c>refused</c> or <c>declined</c>.</param>
    public static void PurchaseEnded(string outcome) => purchases.Add(1, Label("outcome", outcome));

    public static void AmountMismatched() => mismatches.Add(1);

    /// <param name="type"><c>capture</c>, <c>cancel</c> or <c>refund</c>.</param>
    /// <param name="isSuccess">Whether Qliro carried it out.</param>
    public static void OperationEnded(string type, bool isSuccess)
        => operations.Add(1, Label("type", type), Label("outcome", isSuccess ? "succeeded" : "failed"));

    /// <param name="kind">The entry's kind.</param>
    /// <param name="outcome"><c>delivered</c>, <c>postponed</c>, <c>held-back</c> or <c>parked</c>.</param>
    public static void EntryAttempted(string kind, string outcome)
        => deliveries.Add(1, Label("kind", kind), Label("outcome", outcome));

    /// <param name="type">The event's type, e.g. <c>capture.completed</c>.</param>
    /// <param name="outcome"><c>delivered</c>, <c>postponed</c> or <c>given-up</c>.</param>
    public static void EventAttempted(string type, string outcome)
        => events.Add(1, Label("type", type), Label("outcome", outcome));

    /// <param name="by"><c>caller</c> or <c>payment</c>.</param>
    public static void CallLimited(string by) => callsLimited.Add(1, Label("by", by));

    public static void TokenOfAnotherPayment() => tokensOfAnother.Add(1);

    public static void GroupWritten(int commits, TimeSpan took)
    {
        groupSize.Record(commits);
        groupDuration.Record(took.TotalSeconds);
    }

    public static void CommitConflicted() => conflicts.Add(1);

    private static IEnumerable<(string, string)> Pairs(string[] left, string[] right)
        => left.SelectMany(one => right.Select(other => (one, other)));

    private static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);
}
