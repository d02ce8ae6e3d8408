using QliroAdapter.Norce;
using QliroAdapter.Payments;

namespace QliroAdapter.Checkout;

/// <summary>
/// Removes what a creation left half-made on the order when it was cut off and nobody asked for it again.
/// </summary>
public static class ClearCreations
{
    public static async Task<Done> Run(OrderKey key, PaymentServices services, CreationRecord record)
    {
        await record.Load();
        // The creation took so long that it was found due, and it ended before this turn began.
        if (record.HasEnded) return Done.Yes;
        var read = await services.Norce.GetOrder(key, CancellationToken.None);
        if (!read.IsAccepted)
        {
            await (read.Failure.IsMissing
                ? record.End("Norce no longer has the order.")
                : record.Postpone($"Norce's order could not be read: {read.Failure.Message}"));
            return Done.Yes;
        }
        foreach (var payment in read.Value.LiveDefaultPayments.Where(payment => payment.IsOurs))
        {
            var end = await services.Grains.Get(key.Payment(payment.Id!)).EndCreation(new()
            {
                PaymentId = payment.Id!,
                Finish = false,
                Attempt = CreateCheckout.AttemptOf(read.Value, payment.Id!),
            });
            if (end.IsAccepted) continue;
            await record.Postpone(end.Error.Message);
            return Done.Yes;
        }
        const string nothingLeft = "Nothing half-made is left on the order.";
        await (record.IsLastCheck ? record.End(nothingLeft) : record.CheckOnceMore(nothingLeft));
        return Done.Yes;
    }
}
