using QliroAdapter.Norce;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Checkout;

/// <summary>
/// Replaces the payment's Qliro order by another. The plan is stored first, with the new reference. A stored plan means
/// that the order may exist, so it is looked up before one is created. What cannot be done now is enqueued as a
/// comparison with Norce's committed order.
/// </summary>
public static class ReplaceQliroOrder
{
    /// <summary>
    /// How many planned references are looked up: the first one, and two more when Qliro has orders under them that are
    /// not ours, of another market or too old.
    /// </summary>
    private const int RoundsMax = 3;

    public static async Task<Outcome<SentLines>> Run(
        Turn turn, ChannelConfiguration configuration, NorceOrder order, OrderLines lines, string why)
    {
        var isPlanned = turn.Payment.Successor is not null;
        // After a change of market the present order is still right for the old market.
        var isOldGood = !isPlanned && Successors.IsOtherMarket(turn.Payment, order);
        if (!isPlanned) Plan(turn, configuration, order, why);
        if (turn.Time.Left < PostQliroOrder.TimeNeeded)
        {
            EnqueueResync(turn, "there was no time left to open its successor.");
            return CheckoutRefusal.QliroOrderBeingReplaced(turn.Key);
        }
        await turn.Commit();
        var opened = await Open(turn, configuration, order, lines, isPlanned);
        if (opened.IsAccepted) return await Opened(turn, opened.Value, order, lines);
        var isRefused = opened.Failure.Kind == PartnerFailureKind.Rejected;
        if (isOldGood && isRefused) turn.Raise(new SuccessorDropped(opened.Failure.Message));
        else EnqueueResync(turn, opened.Failure.Message);
        return isRefused ? QliroRefusal.Of(opened.Failure) : CheckoutRefusal.QliroOrderBeingReplaced(turn.Key);
    }

    private static void Plan(Turn turn, ChannelConfiguration configuration, NorceOrder order, string why)
    {
        var number = (turn.Payment.Successor?.Number ?? turn.Payment.QliroOrders) + 1;
        var reference = configuration.ReferenceFor(order, turn.Key.Order, turn.Payment.Attempt, number);
        turn.Raise(new SuccessorPlanned(new() { Number = number, MerchantReference = reference.ToString() }, why));
    }

    private static void EnqueueResync(Turn turn, string why)
        => turn.Raise(new EntryEnqueued(OutboxKind.ResyncLines, turn.Now, why));

    /// <summary>
    /// The planned order if it exists, is open, of this market and has these lines. When it was planned for another
    /// market (for a change that Norce discarded) or is too old (because it waited for this turn too long), the next
    /// number is used.
    /// </summary>
    private static async Task<Answer<QliroOrderCreated>> Open(
        Turn turn, ChannelConfiguration configuration, NorceOrder order, OrderLines lines, bool mayExist)
    {
        for (var round = 1; mayExist; round++)
        {
            var found = await Find(turn, configuration);
            if (!found.IsAccepted && !found.Failure.IsMissing)
                return new() { Failure = found.Failure, Call = found.Call };
            if (!found.IsAccepted) break;
            if (Adoption.IsOurs(turn, order, lines, found.Value))
            {
                var adopted = await Adopt(turn, configuration, order, lines, found.Value);
                if (adopted.IsAccepted || !Successors.CannotBeUpdated(adopted.Failure)) return adopted;
            }
            if (round == RoundsMax)
                throw new InvalidOperationException($"{turn.Key}: Qliro orders under every planned reference.");
            Plan(turn, configuration, order,
                $"Qliro order {found.Value.OrderId} is not ours, of another market, too old or no longer open.");
            await turn.Commit();
        }
        var request = QliroOrderRequest.For(turn, configuration, order, lines, ReferenceOf(turn));
        var created = await PostQliroOrder.Run(turn, configuration, request);
        if (created.IsAccepted || created.Failure.Kind != PartnerFailureKind.Unknown) return created;
        var lost = await Find(turn, configuration);
        return lost.IsAccepted && Adoption.IsOurs(turn, order, lines, lost.Value)
            ? await Adopt(turn, configuration, order, lines, lost.Value)
            : created;
    }

    private static MerchantReference ReferenceOf(Turn turn)
        => MerchantReference.Of(turn.Payment.Successor!.MerchantReference);

    private static async Task<Answer<QliroOrder>> Find(Turn turn, ChannelConfiguration configuration)
        => turn.Note(await turn.Services.Qliro.FindOrder(configuration.Account, ReferenceOf(turn), turn.Time.Qliro));

    private static async Task<Answer<QliroOrderCreated>> Adopt(
        Turn turn, ChannelConfiguration configuration, NorceOrder order, OrderLines lines, QliroOrder found)
    {
        var id = found.OrderId!.Value;
        var put = await Adoption.Update(turn, configuration, order, lines, id);
        return new() { Value = put.IsAccepted ? new() { OrderId = id } : null, Failure = put.Failure, Call = put.Call };
    }

    /// <summary>
    /// Norce may discard the change whose hook this is, and with it the new reference, so the committed order is
    /// compared a little later.
    /// </summary>
    private static async Task<Outcome<SentLines>> Opened(
        Turn turn, QliroOrderCreated opened, NorceOrder order, OrderLines lines)
    {
        var sent = SentLines.Of(lines);
        turn.Facts.QliroOrder = null;
        await turn.Commit(
            new QliroOrderSucceeded(opened.OrderId, sent, order.Country, turn.Now),
            new EntryEnqueued(OutboxKind.ResyncLines, turn.Now + Schedule.CompareAfter));
        return sent;
    }
}
