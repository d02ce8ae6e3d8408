using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>What is to be delivered and where, as far as it is known.</summary>
public sealed record Parcel
{
    /// <summary>ISO 3166-1 alpha-2, upper case.</summary>
    public string? Country { get; init; }

    /// <summary>As in the question; never Norce's, which may be older than the question.</summary>
    public string? PostalCode { get; init; }

    /// <summary>Grams. A row without a weight counts as nothing; absent when the order was not read.</summary>
    public decimal? WeightGrams { get; init; }

    /// <summary>The goods with VAT after discounts, before vouchers; absent when unknown.</summary>
    public decimal? Amount { get; init; }

    /// <summary>From Norce's order. When the question names no country, the order's own counts.</summary>
    public static Parcel Of(NorceOrder order, QliroShippingQuestion question) => new()
    {
        Country = (question.Country ?? order.Country)?.ToUpperInvariant(),
        PostalCode = question.PostalCodeAsked,
        WeightGrams = (order.Cart?.Items ?? []).Sum(item => GoodsToDeliver.WeightOf(item) ?? 0m),
        Amount = Money.Round((order.Total?.IncludingVat ?? 0m) - order.LiveShippings
            .Sum(one => one.Total?.IncludingVat ?? 0m)),
    };

    /// <summary>From Norce's order and the address in Qliro's, before the purchase.</summary>
    public static Parcel Of(NorceOrder order, QliroOrder qliroOrder)
    {
        var asked = Of(order, new QliroShippingQuestion
        {
            ShippingAddress = qliroOrder.ShippingAddress, Customer = new() { Address = qliroOrder.BillingAddress },
        });
        return asked.PostalCode is null ? asked with { PostalCode = Of(order).PostalCode } : asked;
    }

    /// <summary>From Norce's order alone: its shipping address, or else its billing address.</summary>
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

    /// <summary>From the question alone: the lines of Qliro's order, without its own shipping.</summary>
    public static Parcel Of(QliroShippingQuestion question) => new()
    {
        Country = question.Country?.ToUpperInvariant(),
        PostalCode = question.PostalCodeAsked,
        Amount = question.OrderItems is { Count: > 0 } items
            ? Money.Round(items.Where(item => item.Type != OrderItemType.Shipping)
                .Sum(item => (item.Quantity ?? 0) * (item.PricePerItemIncVat ?? 0m)))
            : null,
    };
}
