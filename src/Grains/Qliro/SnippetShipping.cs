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
    /// The method that the shopper chose: as the order names it, or else the event, or else by the reference of the
    /// fee's line. Absent while none is chosen.
    /// </summary>
    public static string? MethodOf(
        QliroOrder order, IReadOnlyList<ShippingOption> options, QliroShippingMethodChanged? chosen = null)
    {
        var line = ChosenLine(order);
        var method = order.SelectedShippingMethod ?? line?.Metadata?.ShippingMethodMerchantReference ?? chosen?.Method;
        if (!string.IsNullOrEmpty(method)) return method;
        return line?.MerchantReference is { Length: > 0 } fee
            ? options.FirstOrDefault(option => option.FeeReference == fee)?.Reference ?? fee
            : null;
    }

    /// <summary>
    /// <paramref name="known"/> with the current choice; a new shipping without id when none is known; absent when
    /// neither order nor event names a choice with a fee of zero or above. The same instance when nothing changed.
    /// </summary>
    /// <param name="known">Our shipping at Norce.</param>
    /// <param name="order">The order as Qliro reads it back, or as it asks before the purchase.</param>
    /// <param name="chosen">What the page reported; absent when it did not.</param>
    /// <param name="options">The options that Qliro was given, which have names; none when a provider has them.</param>
    public static NorceShipping? Merge(
        NorceShipping? known, QliroOrder order, QliroShippingMethodChanged? chosen,
        IReadOnlyList<ShippingOption>? options = null)
    {
        var line = ChosenLine(order);
        if (MethodOf(order, options ?? [], chosen) is not { } method) return known;
        var named = IsAbout(chosen, method, order, line) ? chosen : null;
        if (FeeOf(line, named) is not { } fee) return known;
        var isKnown = string.Equals(known?.Reference, method, StringComparison.Ordinal);
        var before = isKnown ? known! : Anew(known);
        var option = ShippingFees.OptionOf(options ?? [], method, fee);
        var name = named?.MethodName ?? (isKnown ? known?.Name : null) ?? option?.DisplayName ?? line?.Description
            ?? method;
        var isSame = Same(before.Total, fee);
        var after = before with
        {
            Reference = method,
            Name = name,
            Total = isSame ? before.Total : fee,
            VatRate = VatRateOf(line, fee, option, isKnown && isSame ? before.VatRate : null),
        };
        // A provider that has reported knows more of its parcel than the choice tells.
        if (before.State is not (NorceShippingState.Confirmed or NorceShippingState.Failed))
            after = after with
            {
                DeliveryDetails = Details(before.DeliveryDetails, method, name, order, line, named, option),
                Addons = named is null && !(isKnown && isSame)
                    ? ShippingFees.AddonsOf(option, fee)
                    : Addons(before.Addons, named, fee),
            };
        return after == before && isKnown ? known : after;
    }

    /// <summary>
    /// False for an event about another method, place or fee than the order's, as far as the order has one: it comes
    /// from an earlier click, and counts for nothing.
    /// </summary>
    private static bool IsAbout(
        QliroShippingMethodChanged? chosen, string method, QliroOrder order, QliroOrderItem? line)
        => chosen is not null && string.Equals(chosen.Method, method, StringComparison.Ordinal)
            && (chosen.SecondaryOption is not { Length: > 0 } place || PlaceOf(order, line) is not { } known
                || string.Equals(place, known, StringComparison.Ordinal))
            && (chosen.TotalShippingPrice is not { } told || line?.PricePerItemIncVat is not { } price
                || Math.Abs(told - (price * (line.Quantity ?? 1))) <= ShippingFees.Slack);

    private static string? PlaceOf(QliroOrder order, QliroOrderItem? line)
        => order.SelectedShippingSecondaryOption ?? line?.Metadata?.ShippingMethodSecondaryOptionMerchantReference;

    /// <summary>Another method keeps nothing of the one before: no place, no carrier, no report.</summary>
    private static NorceShipping Anew(NorceShipping? known)
        => (known ?? new NorceShipping { AdapterId = NorceAdapter.Id }) with
        {
            State = NorceShippingState.Intent,
            TmsReference = null,
            DeliveryDetails = null,
            Addons = null,
            Attributes = ShippingPayload.WithoutReport(known?.Attributes),
        };

    private static bool IsSentByUs(QliroOrderItem item)
        => item.MerchantReference is { Length: > 2 } reference && reference[0] == 'S'
            && reference.IndexOf(':', StringComparison.Ordinal) is > 1 and var colon
            && reference.AsSpan(1, colon - 1).IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>Without a line in the order the event's fee counts; without an event nothing is charged.</summary>
    private static NorcePrice? FeeOf(QliroOrderItem? line, QliroShippingMethodChanged? chosen)
    {
        var inc = line?.PricePerItemIncVat * (line?.Quantity ?? 1)
            ?? (chosen is null ? 0m : chosen.TotalShippingPrice ?? chosen.Price);
        if (inc is not { } including || including < 0m) return null;
        var ex = line?.PricePerItemIncVat is not null
            ? line.PricePerItemExVat * (line.Quantity ?? 1)
                ?? (line.VatRate is { } percent ? VatPercents.Without(including, percent) : null)
            : chosen?.TotalShippingPriceExVat ?? (chosen?.TotalShippingPrice is null ? chosen?.PriceExVat : null);
        return NorcePrice.Of(Money.Round(including), Money.Round(Math.Clamp(ex ?? including, 0m, including)));
    }

    /// <summary>
    /// A fraction with four decimals: the rate of Qliro's line, or else the one known for this fee or of the option, or
    /// else (inc − ex) / ex; 0 when ex is 0.
    /// </summary>
    private static decimal VatRateOf(QliroOrderItem? line, NorcePrice fee, ShippingOption? option, decimal? known)
    {
        if (line is { PricePerItemIncVat: not null, VatRate: { } percent and >= 0m }) return Fraction(percent / 100m);
        if (known is { } rate) return rate;
        if (option is not null) return Fraction(option.VatRate / 100m);
        return fee is { IncludingVat: { } inc, ExcludingVat: { } ex } && ex != 0m ? Fraction((inc - ex) / ex) : 0m;
    }

    private static decimal Fraction(decimal rate) => decimal.Round(rate, 4, MidpointRounding.AwayFromZero);

    private static bool Same(NorcePrice? before, NorcePrice after)
        => before?.IncludingVat == after.IncludingVat && before?.ExcludingVat == after.ExcludingVat;

    private static NorceDeliveryDetails Details(
        NorceDeliveryDetails? known,
        string method,
        string name,
        QliroOrder order,
        QliroOrderItem? line,
        QliroShippingMethodChanged? named,
        ShippingOption? option)
    {
        var before = known ?? new NorceDeliveryDetails();
        var product = (before.Product ?? new NorceProduct()) with { Reference = method, Name = name };
        return before with
        {
            Product = product,
            Carrier = before.Carrier ?? option?.Brand,
            PickupLocation = Pickup(before.PickupLocation, order, line, named, option),
        };
    }

    private static NorcePickupLocation? Pickup(
        NorcePickupLocation? before, QliroOrder order, QliroOrderItem? line, QliroShippingMethodChanged? named,
        ShippingOption? option)
    {
        var agent = line?.Metadata?.AdditionalShippingProperties?.Agent;
        var reference = PlaceOf(order, line) ?? named?.SecondaryOption ?? agent?.Id;
        if (string.IsNullOrEmpty(reference)) return null;
        var kept = string.Equals(before?.Reference, reference, StringComparison.Ordinal) ? before : null;
        var offered = option?.PickupPoints.FirstOrDefault(point => point.Reference == reference);
        return (kept ?? new NorcePickupLocation()) with
        {
            Reference = reference,
            Name = named?.PickupLocation?.Name ?? agent?.Name ?? kept?.Name ?? offered?.DisplayName,
            Address = agent is null ? kept?.Address ?? AddressOf(offered) : (kept?.Address ?? new()) with
            {
                StreetAddress = agent.Address1,
                City = agent.City,
                PostalCode = agent.ZipCode,
            },
        };
    }

    private static NorcePickupLocationAddress? AddressOf(PickupPoint? point)
        => (point?.Address ?? point?.City ?? point?.PostalCode) is null ? null : new()
        {
            StreetAddress = point!.Address, City = point.City, PostalCode = point.PostalCode,
        };

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
