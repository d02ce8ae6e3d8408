using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>What is to be delivered and where to, as far as it is known.</summary>
public sealed record Parcel
{
    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    public string? Country { get; init; }

    /// <summary>As asked for; never the one Norce has, which may be older than the question.</summary>
    public string? PostalCode { get; init; }

    /// <summary>Grams. A row without a weight weighs nothing; absent when the order was not read.</summary>
    public decimal? WeightGrams { get; init; }

    /// <summary>The goods with VAT after discounts, before vouchers; absent when nothing told it.</summary>
    public decimal? Amount { get; init; }

    /// <summary>From Norce's order; the country it was made for counts where the question names none.</summary>
    public static Parcel Of(NorceOrder order, QliroShippingQuestion question) => new()
    {
        Country = (question.Country ?? order.Country)?.ToUpperInvariant(),
        PostalCode = question.PostalCodeAsked,
        WeightGrams = (order.Cart?.Items ?? []).Sum(Weight),
        Amount = Money.Round((order.Total?.IncludingVat ?? 0m) - order.LiveShippings
            .Sum(one => one.Total?.IncludingVat ?? 0m)),
    };

    /// <summary>From Norce's order alone: its shipping address, else its billing address.</summary>
    public static Parcel Of(NorceOrder order)
    {
        var address = string.IsNullOrWhiteSpace(order.Customer?.Shipping?.PostalCode)
            ? order.Customer?.Billing
            : order.Customer.Shipping;
        return Of(order, new QliroShippingQuestion
        {
            CountryCode = address?.Country,
            PostalCode = address?.PostalCode,
        });
    }

    /// <summary>From the question alone: the lines Qliro holds, its own shipping excepted.</summary>
    public static Parcel Of(QliroShippingQuestion question) => new()
    {
        Country = question.Country?.ToUpperInvariant(),
        PostalCode = question.PostalCodeAsked,
        Amount = question.OrderItems is { Count: > 0 } items
            ? Money.Round(items.Where(item => item.Type != OrderItemType.Shipping)
                .Sum(item => (item.Quantity ?? 0) * (item.PricePerItemIncVat ?? 0m)))
            : null,
    };

    /// <summary>A bundle weighs what it says, else what its parts weigh.</summary>
    private static decimal Weight(NorceItem item)
        => (item.Quantity ?? 1m) * (item.Logistics?.Weight ?? (item.Items ?? []).Sum(Weight));
}
