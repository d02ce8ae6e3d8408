using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Ops;

/// <summary>What Norce and Qliro say of a payment, just read: one call to each.</summary>
public sealed record Sides
{
    /// <summary>Null when Norce has no such order.</summary>
    public NorceOrder? Norce { get; init; }

    /// <summary>Hooks that the payment needs and Norce's order does not have.</summary>
    public int HooksMissing { get; init; }

    /// <summary>The checkout, while the purchase is not made or under review.</summary>
    public QliroOrder? Checkout { get; init; }

    /// <summary>The books, once it is.</summary>
    public AdminOrder? Books { get; init; }

    /// <summary>Qliro knows no such order.</summary>
    public bool IsGoneAtQliro { get; init; }

    public static async Task<Outcome<Sides>> Read(Turn turn)
    {
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return configuration.Error;
        var order = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
        if (!order.IsAccepted && order.Failure.Status != 404)
            return NorceRefusal.Of(order.Failure, NorceResource.Order);
        var sides = new Sides
        {
            Norce = order.Value,
            HooksMissing = order.Value is null ? 0
                : OurHooks.Missing(order.Value, turn.Key, turn.Services.Urls, configuration.Value).Count(),
        };
        if (turn.Payment.QliroOrderId is null) return sides;
        return HasBooks(turn.Payment) ? await WithBooks(turn, sides) : await WithCheckout(turn, sides);
    }

    /// <summary>True when money may have moved, so that books tell more than the checkout.</summary>
    public static bool HasBooks(PaymentDocument payment)
        => payment.Charge is not null
            || !(payment.State.IsOpen() || payment.State is PaymentState.Pending or PaymentState.Creating);

    private static async Task<Outcome<Sides>> WithBooks(Turn turn, Sides sides)
    {
        var books = await turn.ReadBooks();
        if (books.IsAccepted) return sides with { Books = books.Value };
        return IsGone(books.Error) ? sides with { IsGoneAtQliro = true } : books.Error;
    }

    private static async Task<Outcome<Sides>> WithCheckout(Turn turn, Sides sides)
    {
        turn.Facts.QliroOrder = null;
        var checkout = await turn.ReadQliroOrder();
        if (checkout.IsAccepted) return sides with { Checkout = checkout.Value };
        return IsGone(checkout.Error) ? sides with { IsGoneAtQliro = true } : checkout.Error;
    }

    private static bool IsGone(PaymentError error) => error.Code == ErrorCodes.QliroOrderNotFound;
}
