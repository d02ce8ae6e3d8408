using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.Recurring;

namespace QliroAdapter.Reconciliation;

/// <summary>A snapshot of what Norce and Qliro say of a payment, with one call to each.</summary>
public sealed record PartnerSnapshot
{
    /// <summary>Null when Norce has no such order.</summary>
    public NorceOrder? Norce { get; init; }

    /// <summary>The lines that Norce's order makes; null when there is no order, or when it makes none.</summary>
    public OrderLines? Lines { get; init; }

    /// <summary>Hooks that the payment needs and Norce's order does not have.</summary>
    public int HooksMissing { get; init; }

    /// <summary>The checkout order, before the purchase or while it is under review.</summary>
    public QliroOrder? Checkout { get; init; }

    /// <summary>The admin order, after the purchase.</summary>
    public AdminOrder? AdminOrder { get; init; }

    /// <summary>True when Qliro has no such order.</summary>
    public bool IsGoneAtQliro { get; init; }

    /// <summary>Why Norce could not be read; null when it was.</summary>
    public PaymentError? NorceUnread { get; init; }

    /// <summary>Why Qliro could not be read; null when it was, or when there is nothing to read.</summary>
    public PaymentError? QliroUnread { get; init; }

    /// <summary>
    /// Reads Norce's order alone, for a person who looks during an outage; null with no reason when there is none.
    /// Nothing may be decided by it.
    /// </summary>
    public static async Task<(NorceOrder? Order, PaymentError? Unread)> ReadNorce(Turn turn)
    {
        var order = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
        return order.IsAccepted || order.Failure.IsMissing
            ? (order.Value, null)
            : (null, NorceRefusal.Of(order.Failure, NorceResource.Order));
    }

    /// <summary>A snapshot of Qliro alone, for the same person.</summary>
    public static async Task<PartnerSnapshot> ReadQliro(Turn turn)
    {
        var none = new PartnerSnapshot();
        if (turn.Payment.QliroOrderId is null) return none;
        var read = HasAdminOrder(turn.Payment) ? await WithAdminOrder(turn, none) : await WithCheckout(turn, none);
        return read.IsAccepted ? read.Value : new() { QliroUnread = read.Error };
    }

    public static async Task<Outcome<PartnerSnapshot>> Read(Turn turn)
    {
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return configuration.Error;
        var order = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
        if (!order.IsAccepted && !order.Failure.IsMissing) return NorceRefusal.Of(order.Failure, NorceResource.Order);
        var snapshot = new PartnerSnapshot
        {
            Norce = order.Value,
            Lines = order.Value is null
                ? null
                : OrderLines.From(order.Value, configuration.Value.LinesRulesFor(order.Value)).Value,
            HooksMissing = order.Value is null ? 0
                : OurHooks.Missing(order.Value, turn.Key, turn.Services.Urls, configuration.Value).Count(),
        };
        if (turn.Payment.QliroOrderId is null) return snapshot;
        return HasAdminOrder(turn.Payment) ? await WithAdminOrder(turn, snapshot) : await WithCheckout(turn, snapshot);
    }

    /// <summary>True when money may have moved, so that the admin order tells more than the checkout.</summary>
    public static bool HasAdminOrder(PaymentDocument payment)
        => payment.Charge is not null
            || !(payment.State.IsOpen() || payment.State is PaymentState.Pending or PaymentState.Creating);

    private static async Task<Outcome<PartnerSnapshot>> WithAdminOrder(Turn turn, PartnerSnapshot snapshot)
    {
        var adminOrder = await turn.ReadAdminOrder();
        if (adminOrder.IsAccepted) return snapshot with { AdminOrder = adminOrder.Value };
        return IsGone(adminOrder.Error) ? snapshot with { IsGoneAtQliro = true } : adminOrder.Error;
    }

    private static async Task<Outcome<PartnerSnapshot>> WithCheckout(Turn turn, PartnerSnapshot snapshot)
    {
        turn.Facts.QliroOrder = null;
        var checkout = await turn.ReadQliroOrder();
        if (checkout.IsAccepted) return snapshot with { Checkout = checkout.Value };
        return IsGone(checkout.Error) ? snapshot with { IsGoneAtQliro = true } : checkout.Error;
    }

    private static bool IsGone(PaymentError error) => error.Code == ErrorCodes.QliroOrderNotFound;
}
