using QliroAdapter.Norce;
using QliroAdapter.OwedCalls;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.NorceCallbacks;

/// <summary>Brings Qliro's lines to a Norce order's. Lines that Qliro already holds cost no call.</summary>
public static class SendLines
{
    /// <summary>Qliro echoes up to 36 characters to the page when its frame shows the new lines; half a hash tells them apart.</summary>
    private const int VersionLength = 32;

    /// <summary>True when something changed: Qliro was called, or the amount is another.</summary>
    public static async Task<Outcome<SentLines>> Run(Turn turn, NorceOrder order)
    {
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return configuration.Error;
        if (order.Remaining <= 0) return Remember(turn, new(new(0, order.Currency ?? turn.Payment.Amount.Currency), null, turn.Payment.Rows));
        var lines = OrderLines.From(order, configuration.Value.LinesRulesFor(order));
        if (!lines.IsAccepted) return lines.Error;
        var sent = new SentLines(lines.Value.Total, lines.Value.Hash, lines.Value.Rows);
        if (lines.Value.Hash == turn.Payment.LinesHash) return Remember(turn, sent);

        var update = new UpdateQliroOrder
        {
            OrderItems = lines.Value.Lines,
            MerchantUpdateVersion = lines.Value.Hash[..VersionLength],
        };
        var put = turn.Note(await turn.Services.Qliro.UpdateOrder(
            configuration.Value.Account, turn.Payment.QliroOrderId!.Value, update, turn.Time.Qliro));
        if (put.IsAccepted) return Remember(turn, sent);
        if (put.Failure.Kind == PartnerFailureKind.Unknown && await HoldsNow(turn, sent)) return Remember(turn, sent);
        if (put.Failure.Kind == PartnerFailureKind.Unknown)
            turn.Happened(new CallOwed(OwedCallKind.ResyncLines, turn.Now, "an update of Qliro's lines got no answer."));
        return QliroRefusal.Of(put.Failure);
    }

    private static Outcome<SentLines> Remember(Turn turn, SentLines sent)
    {
        if (sent.Total != turn.Payment.Amount || (sent.Hash is not null && sent.Hash != turn.Payment.LinesHash))
            turn.Happened(new LinesSent(sent with { Hash = sent.Hash ?? turn.Payment.LinesHash }));
        return sent;
    }

    private static async Task<bool> HoldsNow(Turn turn, SentLines sent)
    {
        turn.Facts.QliroOrder = null;
        var order = await turn.ReadQliroOrder();
        return order.IsAccepted && order.Value.Total == sent.Total.Amount;
    }
}
