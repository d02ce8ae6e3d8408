using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Checkout;

/// <summary>
/// A Qliro order that shall replace the payment's present one. It is stored before it is requested, so that it can be
/// found by its reference when the answer is lost.
/// </summary>
public sealed record Successor
{
    /// <summary>Used by no other Qliro order of the payment, now or before.</summary>
    public required string MerchantReference { get; init; }

    /// <summary>Number among the payment's Qliro orders; 2 or more.</summary>
    public required int Number { get; init; }
}

/// <summary>The present Qliro order can no longer follow Norce's, so another shall replace it.</summary>
public sealed record SuccessorPlanned(Successor Successor, string Why) : PaymentEvent
{
    public override string Describe()
        => $"Qliro order number {Successor.Number}, reference {Successor.MerchantReference}, is to replace it: {Why}";

    public override PaymentDocument Apply(PaymentDocument payment) => payment with { Successor = Successor };
}

/// <summary>Qliro refused the new order, and the present one is still valid.</summary>
public sealed record SuccessorDropped(string Why) : PaymentEvent
{
    public override string Describe() => $"The Qliro order stays: {Why}";

    public override PaymentDocument Apply(PaymentDocument payment) => payment with { Successor = null };
}

/// <summary>Another Qliro order has replaced it. Nobody can buy the old one, because validation compares ids.</summary>
public sealed record QliroOrderSucceeded(QliroOrderId Id, SentLines Lines, string? Country, DateTimeOffset At)
    : PaymentEvent
{
    public override string Describe() => $"Qliro order {Id} replaced the one before, for {Lines.Total}.";

    public override PaymentDocument Apply(PaymentDocument payment) => Lines.Over(payment) with
    {
        QliroOrderId = Id,
        LateUpdateUntil = null,
        UpdateUnderWayUntil = null,
        MerchantReference = payment.Successor?.MerchantReference ?? payment.MerchantReference,
        QliroOrders = payment.Successor?.Number ?? payment.QliroOrders + 1,
        Successor = null,
        ReplacedOrders = payment.QliroOrderId is { } old
            ? [.. payment.ReplacedOrders.TakeLast(Successors.ReplacedMax - 1), old]
            : payment.ReplacedOrders,
        Country = Country ?? payment.Country,
        SessionFrom = At,
    };
}

/// <summary>Qliro's page has a new session.</summary>
public sealed record SessionBegan(DateTimeOffset At) : PaymentEvent
{
    public override string? Describe() => null;

    public override PaymentDocument Apply(PaymentDocument payment) => payment with { SessionFrom = At };
}

/// <summary>When a Qliro order can no longer follow Norce's.</summary>
public static class Successors
{
    /// <summary>
    /// How many replaced Qliro orders of a payment are remembered, the newest. Older ones are days old, and Qliro sells
    /// no order that is older than two.
    /// </summary>
    public const int ReplacedMax = 50;

    private const string MerchantMismatch = "MERCHANT_MISMATCH";

    /// <summary>
    /// True when the order is too old to change, gone, or (after a database was moved) another shop's.
    /// </summary>
    public static bool CannotBeUpdated(
        Partners.PartnerFailure failure) => failure.Kind == Partners.PartnerFailureKind.Rejected
        && (failure.IsMissing
            || failure.Code is QliroRefusal.OrderExpired or "ORDER_NOT_FOUND" or MerchantMismatch);

    /// <summary>True when currency or country differ; both are fixed when a Qliro order is created.</summary>
    public static bool IsOtherMarket(PaymentDocument payment, NorceOrder order)
        => Differs(order.Currency, payment.Amount.Currency) || Differs(order.Country, payment.Country);

    private static bool Differs(string? now, string? then)
        => now is not null && then is not null && !now.Equals(then, StringComparison.OrdinalIgnoreCase);
}
