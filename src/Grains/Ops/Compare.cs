using QliroAdapter.Payments;
using QliroAdapter.Store;

namespace QliroAdapter.Ops;

/// <summary>
/// What an operator sees before anything is done. Runs beside turns, on the payment as last committed.
/// </summary>
internal static class Compare
{
    /// <summary>A page waits for it.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    public static async Task<Outcome<PaymentComparison>> Run(PaymentKey key, PaymentServices services)
    {
        try
        {
            return await Between(key, services);
        }
        catch (Exception problem) when (ParkPayment.IsFor(problem))
        {
            return Refusal.Parked(key, ParkPayment.ReasonOf(problem));
        }
    }

    private static async Task<Outcome<PaymentComparison>> Between(PaymentKey key, PaymentServices services)
    {
        using var time = new TurnTime(services.Clock, Limit);
        var turn = await Beside(key, services, time);
        if (turn.Known is not { State: not PaymentState.Creating } payment) return NotFound(key);
        var sides = await Sides.Read(turn);
        if (!sides.IsAccepted) return sides.Error;
        var words = services.Adapter.PaymentState;
        return new PaymentComparison
        {
            At = services.Clock.GetUtcNow(),
            Facts = ComparedFacts.Of(payment, sides.Value, words),
            Drifts = [.. Drifts.Find(payment, sides.Value, words).Select(found => new Drift
            {
                Name = found.Name, What = found.What, Repair = found.Repair is { } repair
                    ? OwedMeanings.Of(repair)
                    : null,
            })],
        };
    }

    public static async Task<Outcome<OwedWork>> Owed(PaymentKey key, PaymentServices services)
    {
        try
        {
            return await List(key, services);
        }
        catch (Exception problem) when (ParkPayment.IsFor(problem))
        {
            return Refusal.Parked(key, ParkPayment.ReasonOf(problem));
        }
    }

    private static async Task<Outcome<OwedWork>> List(PaymentKey key, PaymentServices services)
    {
        using var time = new TurnTime(services.Clock, Limit);
        var turn = await Beside(key, services, time);
        if (turn.Known is not { } payment) return NotFound(key);
        return new OwedWork
        {
            Calls = [.. payment.Owed.Select(call => new OwedItem
            {
                Call = call.Kind.ToString(),
                Meaning = OwedMeanings.Of(call.Kind),
                Since = call.Since,
                DueAt = call.DueAt,
                Attempts = call.Attempts,
                Problem = call.Problem,
                IsParked = call.IsParked,
            })],
        };
    }

    /// <summary>Reads as a turn does; never committed.</summary>
    private static async Task<Turn> Beside(PaymentKey key, PaymentServices services, TurnTime time)
    {
        var memory = new PaymentMemory();
        await memory.Load(key, services.Store);
        return new(key, memory, services, time);
    }

    private static PaymentError NotFound(PaymentKey key)
        => Refusal.PaymentNotFound(key, "it is not stored here, or still being created");
}
