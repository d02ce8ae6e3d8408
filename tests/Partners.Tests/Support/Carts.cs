using System.Globalization;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests;

/// <summary>Builds orders in one line each.</summary>
internal static class Carts
{
    public static readonly OrderLinesRules Rules = new() { DiscountText = "Rabatt", VoucherText = "Presentkort" };

    public static NorceOrder Order(decimal total, params NorceItem[] items) => new()
    {
        Id = "oTestAbc",
        Culture = "sv-SE",
        Currency = "SEK",
        Country = "SE",
        Cart = new() { Items = items },
        Total = Price(total),
    };

    public static NorceItem Row(decimal total, decimal quantity = 1m, decimal vatRate = 0.25m, string sku = "T-1")
        => new()
        {
            Id = "ci" + sku,
            Reference = "r-" + sku,
            Sku = sku,
            Name = "Mug",
            Quantity = quantity,
            Total = Price(total, vatRate),
            VatRate = vatRate,
        };

    public static NorceItem Discounted(this NorceItem row, decimal originalTotal)
        => row with { OriginalTotal = Price(originalTotal, row.VatRate ?? 0m) };

    public static NorceOrder Shipped(this NorceOrder order, decimal fee, string adapterId = "norce_adapter",
        string state = "intent")
        => order with
        {
            Shippings =
            [
                .. order.Shippings ?? [],
                new()
                {
                    Id = "s1", Reference = "PICKUP", Name = "Pickup", AdapterId = adapterId, State = state,
                    Total = Price(fee), VatRate = 0.25m,
                },
            ],
        };

    public static NorceOrder WithVoucher(this NorceOrder order, decimal amount, string state = "intent") => order with
    {
        Payments =
        [
            .. order.Payments ?? [],
            new() { Id = "pV", Type = "voucher", State = state, Amount = amount, Reference = "GIFT-7",
                AdapterId = "awardit_adapter" },
        ],
    };

    public static NorcePrice Price(decimal inc, decimal vatRate = 0.25m)
        => NorcePrice.Of(inc, decimal.Round(inc / (1m + vatRate), 2));

    public static OrderLines Lines(this NorceOrder order, OrderLinesRules? rules = null)
    {
        var outcome = OrderLines.From(order, rules ?? Rules);
        outcome.Error?.Message.ShouldBeNull();
        return outcome.Value!;
    }

    /// <summary><c>2 x 33.33 Product 1:T-1 25%</c>, one text per line.</summary>
    public static string[] Texts(this OrderLines lines) => [.. lines.Lines.Select(Text)];

    private static string Text(QliroLine line) => string.Create(
        CultureInfo.InvariantCulture,
        $"{line.Quantity} x {line.PricePerItemIncVat:0.00} {line.Type} {line.MerchantReference} {line.VatRate:0.##}%");
}
