using System.Globalization;
using CsCheck;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Tests;

/// <summary>An order, and how its channel wants it shown at Qliro.</summary>
internal sealed record GeneratedOrder(NorceOrder Order, OrderLinesRules Rules);

/// <summary>
/// Orders as shops make them, and stranger ones: odd prices and quantities, discounts of rows and of the order,
/// vouchers of three decimals, freight above and below zero, fees, rounding, rows given away, rows below zero, very
/// many rows.
/// </summary>
internal static class GeneratedOrders
{
    private static readonly string[] adapters = [NorceAdapter.Id, "ingrid_adapter"];
    private static readonly decimal[] rates = [0m, 0.06m, 0.12m, 0.25m, 0.24137931m];

    /// <summary>How many to try: <c>QLIRO_ORDERS</c>, or else as many as a test run has time for.</summary>
    public static long Count(long unlessTold)
        => long.TryParse(Environment.GetEnvironmentVariable("QLIRO_ORDERS"), CultureInfo.InvariantCulture, out var told)
            ? told
            : unlessTold;

    public static Gen<GeneratedOrder> All { get; } =
        from rows in Gen.Frequency((150, Row.Array[1, 8]), (1, Row.Array[60, 210]), (1, Uneven.Array[60, 200]))
        from shippings in Shipping.Array[0, 2]
        from difference in Gen.Frequency(
            (3, Gen.Const(0m)), (2, Amount(300)), (3, Amount(300).Select(amount => -amount)),
            (1, Gen.Int[-3, 3].Select(ore => ore * 0.01m)), (1, Gen.Const(-1_000_000m)))
        from vouchers in Gen.Frequency((2, Gen.Const(Array.Empty<decimal>())), (2, Thousandths(400).Array[1, 3]))
        from mapsDiscounts in Gen.Bool
        from qliroShips in Gen.Bool
        select Make(rows, shippings, difference, vouchers, mapsDiscounts, qliroShips);

    private static Gen<NorceItem> Row
        => from quantity in Gen.Frequency(
            (6, Gen.Int[1, 5].Select(count => (decimal)count)), (2, Gen.Int[6, 60].Select(count => (decimal)count)),
            (1, Gen.Int[1, 99].Select(tenths => tenths / 10m)))
           from total in Gen.Frequency(
               (10, Amount(5000)), (3, Gen.Int[0, 90].Select(ore => ore * 0.01m)), (1, Gen.Const(0m)),
               (1, Amount(50).Select(amount => -amount)))
           from discount in Gen.Frequency((2, Gen.Const(0m)), (1, Amount(300)))
           from rate in Gen.Int[0, rates.Length - 1].Select(index => rates[index])
           select new NorceItem
           {
               Name = "Mug",
               Quantity = quantity,
               Total = Price(total, rate),
               OriginalTotal = Price(total + discount, rate),
               VatRate = rate,
           };

    private static Gen<NorceItem> Uneven => Amount(100).Select(amount => new NorceItem
    {
        Name = "Pen", Quantity = 3m, Total = Price(amount, 0.25m), VatRate = 0.25m,
    });

    private static Gen<NorceShipping> Shipping
        => from fee in Gen.Frequency((5, Amount(200)), (1, Gen.Const(0m)), (1, Amount(30).Select(amount => -amount)))
           from adapter in Gen.Int[0, 1].Select(index => adapters[index])
           select new NorceShipping
           {
               Id = "s", Reference = "PICKUP", AdapterId = adapter, State = "intent", Total = Price(fee, 0.25m),
               VatRate = 0.25m,
           };

    /// <summary>Whole kronor, öre, or more decimals than öre have.</summary>
    private static Gen<decimal> Amount(int kronorMax) => Gen.Frequency(
        (2, Gen.Int[1, kronorMax].Select(kronor => (decimal)kronor)),
        (3, Gen.Int[1, kronorMax * 100].Select(ore => ore / 100m)),
        (1, Gen.Int[1, kronorMax * 10_000].Select(parts => parts / 10_000m)));

    private static Gen<decimal> Thousandths(int kronorMax)
        => Gen.Int[1, kronorMax * 1000].Select(parts => parts / 1000m);

    private static GeneratedOrder Make(
        NorceItem[] rows, NorceShipping[] shippings, decimal mismatch, decimal[] vouchers, bool mapsDiscounts,
        bool qliroShips)
    {
        var sum = rows.Sum(row => row.Total!.IncludingVat!.Value)
            + shippings.Sum(shipping => shipping.Total!.IncludingVat!.Value);
        return new(
            new()
            {
                Id = "o_1", Culture = "sv-SE", Currency = "SEK", Country = "SE",
                Cart = new()
                {
                    Items = [.. rows.Select((row, index) => row with
                    {
                        Id = $"c{index}", Reference = $"row-{index}", Sku = $"T-{index}",
                    })],
                },
                Shippings = shippings,
                Payments = [.. vouchers.Select(amount => new NorcePayment
                {
                    Id = "pV", Type = "voucher", State = "reserved", Amount = amount, Reference = "GIFT",
                })],
                Total = Price(Math.Max(0m, sum + Math.Max(mismatch, -sum * 0.9m)), 0.25m),
            },
            new()
            {
                MapDiscountPerRow = mapsDiscounts, QliroOwnsShipping = qliroShips, DiscountText = "Rabatt",
                VoucherText = "Presentkort",
            });
    }

    private static NorcePrice Price(decimal inc, decimal rate)
        => NorcePrice.Of(inc, decimal.Round(inc / (1m + rate), 2));
}
