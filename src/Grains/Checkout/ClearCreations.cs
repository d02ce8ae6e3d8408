using QliroAdapter.Norce;
using QliroAdapter.Payments;

namespace QliroAdapter.Checkout;

/// <summary>
/// A creation was cut off and nobody asked again: whatever is half-made on the order is cleared away.
/// </summary>
public static class ClearCreations
{
    public static async Task<Done> Run(OrderKey key, PaymentServices services, CreationRecord record)
    {
        await record.Load();
        // A creation took so long that it was found due, and ended before this turn.
        if (record.HasEnded) return Done.Yes;
        var read = await services.Norce.GetOrder(key, CancellationToken.None);
        if (!read.IsAccepted)
        {
            await (read.Failure.Status == 404
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
