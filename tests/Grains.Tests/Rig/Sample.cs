using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Grains.Tests.Rig;

/// <summary>Payments for pure decisions, with ordinary values unless a test sets them.</summary>
public static class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    public static readonly PaymentKey Key = OrderKey.Of("acme", "se-qliro", "o1").Payment("p1");

    /// <summary>A payment of 250 SEK on Qliro order 42.</summary>
    public static PaymentDocument Payment(PaymentState state) => new()
    {
        Key = Key.ToString(),
        State = state,
        Amount = new(250m, "SEK"),
        QliroOrderId = state == PaymentState.Creating ? null : QliroOrderId.Of(42),
        LinesHash = "old",
        BegunAt = Now,
    };

    /// <summary>Qliro's order 42 with one row of 2 mugs.</summary>
    public static QliroOrder QliroOrder(string status = "InProcess", decimal total = 250m) => new()
    {
        OrderId = QliroOrderId.Of(42),
        CustomerCheckoutStatus = status,
        TotalPrice = total,
        Currency = "SEK",
        OrderItems =
            [new() { MerchantReference = "1:T-1", Type = "Product", Quantity = 2, PricePerItemIncVat = total / 2 }],
    };

    /// <summary>Norce's order of 250 SEK with our payment.</summary>
    public static NorceOrder NorceOrder(
        string status = "checkout", decimal total = 250m, decimal amount = 250m) => new()
        {
            Id = "o1",
            Currency = "SEK",
            State = new() { CurrentStatus = status },
            Total = NorcePrice.Of(total, total),
            Payments = [new() { Id = "p1", AdapterId = "qliro_checkout_adapter", Type = "default", Amount = amount,
            State = "intent", Reference = "42" }],
        };
}
