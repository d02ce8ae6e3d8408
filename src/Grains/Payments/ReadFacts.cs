using System.Globalization;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Payments;

/// <summary>
/// What a turn has read from partners. Configuration and Qliro's order are read once in a turn; of Norce's order this
/// is the newest read, because others change it. Kept for one turn only.
/// </summary>
public sealed class TurnFacts
{
    public ChannelConfiguration? Configuration { get; set; }

    public NorceOrder? NorceOrder { get; set; }

    public QliroOrder? QliroOrder { get; set; }

    /// <summary>
    /// True once this turn has shown Norce a state of the payment, or its reference, that Norce did not have.
    /// </summary>
    public bool HasMovedNorce { get; set; }

    /// <summary>The transactions of Qliro's admin order as read in this turn; empty when it was not read.</summary>
    public IReadOnlyList<long> Transactions { get; set; } = [];

    /// <summary>
    /// Ids by which operators search: Qliro's transactions, and the hash of the shopper's e-mail address when it is
    /// kept at all.
    /// </summary>
    internal IEnumerable<string> SearchIds(AdapterOptions options) => Transactions
        .Select(id => id.ToString(CultureInfo.InvariantCulture))
        .Concat(MailHash.Of(QliroOrder?.Customer?.Email, options.EmailHashKey) is { } hash ? [hash] : []);
}

/// <summary>
/// Reads facts for a turn; notes each call in the timeline and turns each failure into a named refusal.
/// </summary>
public static class ReadFacts
{
    /// <summary>The channel's configuration, with the payment's snapshot applied if it has one.</summary>
    public static async Task<Outcome<ChannelConfiguration>> ReadConfiguration(this Turn turn)
    {
        if (turn.Facts.Configuration is { } known) return known;
        var read = await turn.Services.Configurations.Get(turn.Key.Order.ChannelKey, turn.Time.Norce);
        if (!read.IsAccepted) return read;
        return turn.Facts.Configuration = ConfigurationSnapshot.Over(read.Value, turn.Known);
    }

    /// <summary>The order as Norce has it now; read again each time, because others change it.</summary>
    public static async Task<Outcome<NorceOrder>> ReadNorceOrder(this Turn turn)
    {
        var read = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
        turn.Facts.NorceOrder = read.Value;
        return read.IsAccepted ? read.Value : NorceRefusal.Of(read.Failure, NorceResource.Order);
    }

    /// <summary>
    /// Qliro's order, read once in a turn. A 404 without Qliro's own error body may be a proxy's; the order is only
    /// gone when its admin order is gone too.
    /// </summary>
    public static async Task<Outcome<QliroOrder>> ReadQliroOrder(this Turn turn)
    {
        if (turn.Facts.QliroOrder is { } known) return known;
        if (turn.Payment.QliroOrderId is not { } id) return Refusal.PaymentNotFound(turn.Key, "it has no Qliro order");
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return configuration.Error;
        var read = turn.Note(await turn.Services.Qliro.GetOrder(configuration.Value.Account, id, turn.Time.Qliro));
        turn.Facts.QliroOrder = read.Value;
        if (read.IsAccepted) return read.Value;
        return read.Failure is { Status: 404, IsForeign: true } && await turn.ReadAdminOrder() is { } adminOrder
            && adminOrder.Error?.Code != ErrorCodes.QliroOrderNotFound
            ? QliroRefusal.NotThere(read.Failure)
            : QliroRefusal.Of(read.Failure);
    }

    /// <summary>
    /// Qliro's admin order of the order: reservations, captures, returns and their transactions. One that contradicts
    /// itself is read once more, because the first may have been spoiled on its way; a payment is parked for the
    /// second.
    /// </summary>
    public static async Task<Outcome<AdminOrder>> ReadAdminOrder(this Turn turn)
    {
        var read = await ReadAdminOrderOnce(turn);
        return read.Value?.Contradiction() is null ? read : await ReadAdminOrderOnce(turn);
    }

    private static async Task<Outcome<AdminOrder>> ReadAdminOrderOnce(Turn turn)
    {
        if (turn.Payment.QliroOrderId is not { } id) return Refusal.PaymentNotFound(turn.Key, "it has no Qliro order");
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return configuration.Error;
        var read = turn.Note(await turn.Services.QliroAdmin.GetOrder(configuration.Value.Account, id, turn.Time.Qliro));
        if (!read.IsAccepted) return QliroRefusal.Of(read.Failure);
        turn.Facts.Transactions =
            [.. (read.Value.PaymentTransactions ?? []).Select(one => one.PaymentTransactionId).OfType<long>()];
        return read.Value;
    }
}
