using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Reconciliation;

namespace QliroAdapter.NorceCallbacks;

/// <summary>
/// Updates Qliro's lines to a Norce order's. Lines that Qliro already has cost no call. A Qliro order that is too old
/// to change is replaced by a new one under the same payment.
/// </summary>
public static class SendLines
{
    /// <summary>
    /// Qliro passes up to 36 characters to the page when its frame shows the new lines; half a hash is enough to tell
    /// versions apart.
    /// </summary>
    private const int VersionLength = 32;

    public static async Task<Outcome<SentLines>> Run(Turn turn, NorceOrder order)
    {
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return configuration.Error;
        if (order.Remaining <= 0)
            return Remember(turn, new(new(0, turn.Payment.Amount.Currency), null, turn.Payment.Rows));
        var lines = OrderLines.From(order, configuration.Value.LinesRulesFor(order));
        if (!lines.IsAccepted) return lines.Error;
        var sent = SentLines.Of(lines.Value);
        // Only the delivery that Qliro adds is left to pay, and it takes no goods that are worth nothing.
        if (lines.Value.Total.Amount <= 0) return Remember(turn, sent with { Hash = null });
        if (turn.Payment.Successor is not null || Successors.IsOtherMarket(turn.Payment, order))
            return await ReplaceQliroOrder.Run(
                turn, configuration.Value, order, lines.Value, "the order's currency or country changed.");
        if (SentLines.AreSame(turn.Payment, lines.Value)) return Remember(turn, sent);
        // While the shopper pays, Qliro's order is left as it is; what a provider is told has time.
        if (turn.Payment.State == PaymentState.Processing && lines.Value.Hash == turn.Payment.LinesHash)
            return Remember(turn, sent with { ToldHash = turn.Payment.ToldHash });

        var update = QliroOrderRequest.ForUpdate(turn, configuration.Value, order, lines.Value) with
        {
            AvailableShippingMethods = ShippingMethods.ToUpdate(configuration.Value, order),
            MerchantUpdateVersion = lines.Value.Hash[..VersionLength],
        };
        var put = turn.Note(await turn.Services.Qliro.UpdateOrder(
            configuration.Value.Account, turn.Payment.QliroOrderId!.Value, update, turn.Time.Qliro));
        if (put.IsAccepted)
        {
            turn.Raise(new SessionBegan(turn.Now));
            return Remember(turn, sent);
        }
        if (MayBeDone(put.Failure) && await HoldsNow(turn, lines.Value)) return Remember(turn, sent);
        if (Successors.CannotBeUpdated(put.Failure))
            return await ReplaceQliroOrder.Run(
                turn, configuration.Value, order, lines.Value, $"{put.Failure.Code ?? "404"}.");
        turn.Raise(WhatFollows(put.Failure, turn.Now));
        return QliroRefusal.Of(put.Failure);
    }

    /// <summary>
    /// After an unknown outcome Qliro may have either lines. After a rejection the order may have been bought, and its
    /// push may be on the way or lost.
    /// </summary>
    private static IEnumerable<PaymentEvent> WhatFollows(
        PartnerFailure failure, DateTimeOffset now)
        => failure switch
        {
            _ when MayBeDone(failure) =>
            [
                new LinesUnknown(now + LinesUnknown.LateMax),
                new EntryEnqueued(OutboxKind.ResyncLines, now, "an update of Qliro's lines got no answer."),
            ],
            { Kind: PartnerFailureKind.Rejected }
                => [new EntryEnqueued(OutboxKind.ReconcileWithQliro, now, "Qliro refused an update of its lines.")],
            _ => [],
        };

    /// <summary>An update that something turned away (503) may have been carried out all the same.</summary>
    private static bool MayBeDone(PartnerFailure failure)
        => failure is { Kind: PartnerFailureKind.Unknown }
            or { Kind: PartnerFailureKind.Unavailable, Status: not null };

    private static Outcome<SentLines> Remember(Turn turn, SentLines sent)
    {
        var payment = turn.Payment;
        var known = sent.Hash is null ? sent with { Hash = payment.LinesHash, ToldHash = payment.ToldHash } : sent;
        if (known.Total != payment.Amount || known.Hash != payment.LinesHash || known.ToldHash != payment.ToldHash)
            turn.Raise(new LinesSent(known));
        return sent;
    }

    /// <summary>
    /// Qliro's order shows the goods alone. What a provider was told arrived with them, or is not known to have.
    /// </summary>
    private static async Task<bool> HoldsNow(Turn turn, OrderLines lines)
    {
        var isShown = SentLines.IsToldSame(turn.Payment, lines)
            || (turn.Payment.LinesHash is { } before && before != lines.Hash);
        if (!isShown) return false;
        turn.Facts.QliroOrder = null;
        var order = await turn.ReadQliroOrder();
        return order.IsAccepted && LinesAgreement.Difference(lines.Lines, order.Value.OrderItems) is null;
    }
}
