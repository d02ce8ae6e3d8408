namespace QliroAdapter.Ops;

/// <summary>A payment with events that the shop's endpoint has not taken.</summary>
/// <param name="Payment">As the store has it.</param>
/// <param name="Events">Those that wait or were given up, by its grain; empty when it does not say.</param>
public sealed record UndeliveredFacts(PaymentSummary Payment, IReadOnlyList<EventItem> Events)
{
    /// <summary>As many payments as a person can look through; their grains are asked all at once.</summary>
    public const int PaymentsMax = 50;

    /// <summary>
    /// Of the whole cluster, from the store: those that wait, the longest wait first, then those that were given up.
    /// </summary>
    public static async Task<IReadOnlyList<UndeliveredFacts>> Read(
        IPaymentRecords records, IPaymentGrains grains, CancellationToken cancellation)
    {
        var waiting = await records.Find(
            new() { EventsWaitingOnly = true, RowsMax = PaymentsMax }, cancellation);
        var given = await records.Find(
            new() { EventsGivenUpOnly = true, RowsMax = PaymentsMax }, cancellation);
        return await Task.WhenAll(waiting.Concat(given).DistinctBy(payment => payment.Key)
            .Select(payment => Of(payment, grains, cancellation)));
    }

    private static async Task<UndeliveredFacts> Of(
        PaymentSummary payment, IPaymentGrains grains, CancellationToken cancellation)
    {
        try
        {
            var outbox = await grains.Get(PaymentKey.Parse(payment.Key)).ShowOutbox(new()).WaitAsync(cancellation);
            return new(payment, [.. (outbox.Value?.Events ?? []).Where(told => told.Status != "delivered")]);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // Its node may be starting or stopping; what the store has is shown all the same.
            return new(payment, []);
        }
    }
}
