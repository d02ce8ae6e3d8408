using QliroAdapter.Norce;
using QliroAdapter.NorceSync;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;

namespace QliroAdapter.ClientEvents;

/// <summary>Writes what a shopper said in Qliro's frame to Norce's order.</summary>
internal static class FrameWrites
{
    /// <summary>
    /// Writes as long as Norce has the payment. Another node may have removed it, and what was said in its frame is not
    /// for the next payment.
    /// </summary>
    /// <param name="turn">The turn.</param>
    /// <param name="about">What is written, for the refusal.</param>
    /// <param name="write">Takes the order as it is; returns it as it is afterwards, if it was written.</param>
    public static async Task<(NorceOrder? After, PaymentError? Error)> Run(
        Turn turn, NorceResource about, Func<NorceOrder, Task<(NorceOrder? After, PartnerFailure? Failure)>> write)
    {
        NorceOrder? after = null;
        var isThere = true;
        var failure = await NorceWrites.UntilNoCollision(turn, async () =>
        {
            var read = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
            if (!read.IsAccepted) return read.Failure;
            isThere = read.Value.FindPayment(turn.Key.PaymentId) is { IsLive: true };
            if (!isThere) return null;
            (after, var problem) = await write(read.Value);
            return problem;
        });
        if (failure is not null) return (null, turn.Refuse(NorceRefusal.Of(failure, about)));
        return isThere ? (after, null)
            : (null, turn.Refuse(Refusal.PaymentNotFound(turn.Key, "Norce no longer has it")));
    }
}
