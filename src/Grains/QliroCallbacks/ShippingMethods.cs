using QliroAdapter.Norce;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// The channel's shipping options that fit an order and its address. Runs interleaved with turns and changes nothing.
/// When Norce does not return the order in time, the lines in the question give the amount, and options that need a
/// weight are left out.
/// </summary>
public static class ShippingMethods
{
    /// <summary>
    /// Qliro waits five seconds in all, and the web front answers at 4.3 s, so Norce may take this long.
    /// </summary>
    public static readonly TimeSpan NorceTakes = TimeSpan.FromSeconds(3);

    public static async Task<Outcome<ShippingMethodsAnswer>> Run(
        PaymentKey key, PaymentServices services, AskShippingMethods message)
    {
        using var time = new CancellationTokenSource(NorceTakes, services.Clock);
        var configuration = await services.Configurations.Get(key.Order.ChannelKey, time.Token);
        if (!configuration.IsAccepted) return configuration.Error;
        var read = await services.Norce.GetOrder(key.Order, time.Token);
        if (WhyNot(key, read) is { } refusal) return refusal;
        var parcel = read.IsAccepted ? Parcel.Of(read.Value, message.Question) : Parcel.Of(message.Question);
        return new ShippingMethodsAnswer { Methods = Decide(configuration.Value.ShippingOptions, parcel) };
    }

    /// <summary>
    /// The options that fit the address of Norce's order, for a new Qliro order; null when none fits or the channel has
    /// none. Once the shopper has given an address, Qliro asks, and that answer counts. Where a provider offers the
    /// deliveries, these are its fallback.
    /// </summary>
    public static IReadOnlyList<QliroShippingMethod>? ToBegin(ChannelConfiguration configuration, NorceOrder order)
        => NullIfEmpty(Decide(configuration.MethodsFor(order), Parcel.Of(order)));

    /// <summary>The same for changed lines; null also when Qliro may know an address that Norce does not.</summary>
    public static IReadOnlyList<QliroShippingMethod>? ToUpdate(ChannelConfiguration configuration, NorceOrder order)
        => Parcel.Of(order).PostalCode is null
            && configuration.MethodsFor(order).Any(option => option.PostalCodes.Count > 0)
            ? null
            : ToBegin(configuration, order);

    /// <summary>
    /// Leaves out an option, in guard order, when the country, the postal code, the weight, the smallest or the largest
    /// amount does not fit, or is needed and not known, or an earlier option has the same reference.
    /// </summary>
    public static IReadOnlyList<QliroShippingMethod> Decide(IReadOnlyList<ShippingOption> options, Parcel parcel)
        => [.. Fitting(options, parcel).Select(Translate)];

    /// <summary>The options behind them.</summary>
    internal static IEnumerable<ShippingOption> Fitting(IReadOnlyList<ShippingOption> options, Parcel parcel)
        => options.Where(option => Fits(option, parcel)).DistinctBy(option => option.Reference);

    internal static PaymentError? WhyNot(PaymentKey key, Answer<NorceOrder> read)
    {
        if (!read.IsAccepted) return read.Failure.IsMissing ? NorceRefusal.Of(read.Failure, NorceResource.Order) : null;
        return read.Value.FindPayment(key.PaymentId) is { IsLive: true }
            ? null
            : Refusal.PaymentNotFound(key, "the order does not have it, or not as ours");
    }

    private static bool Fits(ShippingOption option, Parcel parcel)
    {
        if (option.Countries.Count > 0 && !option.Countries.Contains(parcel.Country)) return false;
        if (option.PostalCodes.Count > 0
            && (parcel.PostalCode is not { } code || !option.PostalCodes.Any(range => range.Holds(code))))
            return false;
        if (option.WeightMaxGrams is { } heaviest && !(parcel.WeightGrams <= heaviest)) return false;
        if (option.OrderAmountMin is { } min && !(parcel.Amount >= min)) return false;
        return option.OrderAmountMax is not { } max || parcel.Amount <= max;
    }

    private static QliroShippingMethod Translate(ShippingOption option) => new()
    {
        MerchantReference = option.Reference,
        ShippingFeeMerchantReference = option.FeeReference,
        DisplayName = option.DisplayName,
        Descriptions = NullIfEmpty(option.Descriptions),
        Brand = option.Brand,
        PriceIncVat = option.Price,
        PriceExVat = option.PriceExVat,
        VatRate = option.VatRate,
        CategoryDisplayName = option.Category,
        SecondaryOptions = NullIfEmpty([.. option.PickupPoints.Select(point => new QliroSecondaryOption
        {
            MerchantReference = point.Reference,
            DisplayName = point.DisplayName,
            Descriptions = NullIfEmpty(point.Descriptions),
            Address = point.Address,
            PostalCode = point.PostalCode,
            City = point.City,
        })]),
        AdditionalShippingServices = NullIfEmpty(
            [.. option.AdditionalServices.Select(service => new QliroShippingService
        {
            MerchantReference = service.Reference,
            DisplayName = service.DisplayName,
            Descriptions = NullIfEmpty(service.Descriptions),
            PriceIncVat = service.Price,
            PriceExVat = service.PriceExVat,
        })]),
    };

    private static IReadOnlyList<T>? NullIfEmpty<T>(IReadOnlyList<T> list) => list.Count == 0 ? null : list;
}
