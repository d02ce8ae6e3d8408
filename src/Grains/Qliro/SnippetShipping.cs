using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>
/// The shipping that was chosen inside Qliro's snippet, as a Norce shipping of ours. Method and fee come from the Qliro
/// order when it has them. The page's event gives only names, and the fee only while the order has none, because it
/// comes from a browser.
/// </summary>
public static class SnippetShipping
{
    /// <summary>
    /// The line that Qliro added for the chosen method; absent while none is chosen, or when the shipping line is one
    /// that the adapter sent.
    /// </summary>
    public static QliroOrderItem? ChosenLine(QliroOrder order) => (order.OrderItems ?? [])
        .Where(item => string.Equals(item.Type, OrderItemType.Shipping, StringComparison.Ordinal))
        .FirstOrDefault(item => item.Metadata?.ShippingMethodMerchantReference is not null || !IsSentByUs(item));

    /// <summary>
    /// <paramref name="known"/> with the current choice; a new shipping without id when none is known; absent when
    /// neither order nor event names a choice with a fee of zero or above. The same instance when nothing changed.
    /// </summary>
    public static NorceShipping? Merge(NorceShipping? known, QliroOrder order, QliroShippingMethodChanged? chosen)
    {
        var line = ChosenLine(order);
        var method = order.SelectedShippingMethod ?? line?.Metadata?.ShippingMethodMerchantReference
            ?? chosen?.Method ?? line?.MerchantReference;
        if (string.IsNullOrEmpty(method) || FeeOf(line, chosen) is not { } fee) return known;

        // An event about another method than the order's comes from an earlier click, so its names are not used.
        var named = string.Equals(chosen?.Method, method, StringComparison.Ordinal) ? chosen : null;
        var isKnown = string.Equals(known?.Reference, method, StringComparison.Ordinal);
        var name = named?.MethodName ?? (isKnown ? known?.Name : null) ?? line?.Description ?? method;
        var before = known ?? new NorceShipping { AdapterId = NorceAdapter.Id, State = NorceShippingState.Intent };
        var after = before with
        {
            Reference = method,
            Name = name,
            Total = Same(before.Total, fee) ? before.Total : fee,
            VatRate = VatRateOf(line, fee),
            DeliveryDetails = Details(before.DeliveryDetails, method, name, order, line, named),
            Addons = Addons(before.Addons, named, fee),
        };
        return after == before ? known : after;
    }

    private static bool IsSentByUs(QliroOrderItem item)
        => item.MerchantReference is { Length: > 2 } reference && reference[0] == 'S'
            && reference.IndexOf(':', StringComparison.Ordinal) is > 1 and var colon
            && reference.AsSpan(1, colon - 1).IndexOfAnyExceptInRange('0', '9') < 0;

    private static NorcePrice? FeeOf(QliroOrderItem? line, QliroShippingMethodChanged? chosen)
    {
        var inc = line?.PricePerItemIncVat * (line?.Quantity ?? 1) ?? chosen?.TotalShippingPrice ?? chosen?.Price;
        if (inc is not { } including || including < 0m) return null;
        var ex = line?.PricePerItemIncVat is not null
            ? line.PricePerItemExVat * (line.Quantity ?? 1)
                ?? (line.VatRate is { } percent ? VatPercents.Without(including, percent) : null)
            : chosen?.TotalShippingPriceExVat ?? (chosen?.TotalShippingPrice is null ? chosen?.PriceExVat : null);
        return NorcePrice.Of(Money.Round(including), Money.Round(Math.Clamp(ex ?? including, 0m, including)));
    }

    /// <summary>
    /// A fraction with four decimals: the rate of Qliro's line, or else (inc − ex) / ex; 0 when ex is 0.
    /// </summary>
    private static decimal VatRateOf(QliroOrderItem? line, NorcePrice fee)
    {
        if (line is { PricePerItemIncVat: not null, VatRate: { } percent and >= 0m })
            return decimal.Round(percent / 100m, 4, MidpointRounding.AwayFromZero);
        return fee is { IncludingVat: { } inc, ExcludingVat: { } ex } && ex != 0m
            ? decimal.Round((inc - ex) / ex, 4, MidpointRounding.AwayFromZero)
            : 0m;
    }

    private static bool Same(NorcePrice? before, NorcePrice after)
        => before?.IncludingVat == after.IncludingVat && before?.ExcludingVat == after.ExcludingVat;

    private static NorceDeliveryDetails Details(
        NorceDeliveryDetails? known,
        string method,
        string name,
        QliroOrder order,
        QliroOrderItem? line,
        QliroShippingMethodChanged? named)
    {
        var before = known ?? new NorceDeliveryDetails();
        var product = (before.Product ?? new NorceProduct()) with { Reference = method, Name = name };
        return before with { Product = product, PickupLocation = Pickup(before.PickupLocation, order, line, named) };
    }

    private static NorcePickupLocation? Pickup(
        NorcePickupLocation? before, QliroOrder order, QliroOrderItem? line, QliroShippingMethodChanged? named)
    {
        var agent = line?.Metadata?.AdditionalShippingProperties?.Agent;
        var reference = order.SelectedShippingSecondaryOption
            ?? line?.Metadata?.ShippingMethodSecondaryOptionMerchantReference ?? named?.SecondaryOption ?? agent?.Id;
        if (string.IsNullOrEmpty(reference)) return null;
        var kept = string.Equals(before?.Reference, reference, StringComparison.Ordinal) ? before : null;
        return (kept ?? new NorcePickupLocation()) with
        {
            Reference = reference,
            Name = named?.PickupLocation?.Name ?? agent?.Name ?? kept?.Name,
            Address = agent is null ? kept?.Address : (kept?.Address ?? new()) with
            {
                StreetAddress = agent.Address1,
                City = agent.City,
                PostalCode = agent.ZipCode,
            },
        };
    }

    /// <summary>The event gives only the sum of all services' prices, so the first service gets the sum.</summary>
    private static IReadOnlyList<NorceAddon>? Addons(
        IReadOnlyList<NorceAddon>? before, QliroShippingMethodChanged? named, NorcePrice fee)
    {
        if (named?.AdditionalShippingServices is not { } services) return before;
        var extra = Math.Max(0m, Money.Round((fee.IncludingVat ?? 0m) - (named.Price ?? fee.IncludingVat ?? 0m)));
        IReadOnlyList<NorceAddon> after = [.. services.Select(
            (service, index) => new NorceAddon { Reference = service, Price = index == 0 ? extra : 0m })];
        return (before ?? []).SequenceEqual(after) ? before : after;
    }
}
