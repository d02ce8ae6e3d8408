using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>
/// Whether a fee is the one that was offered: the option's price, and the prices of extra services that were chosen
/// with it. Qliro's order gives only the sum. Pure.
/// </summary>
public static class ShippingFees
{
    /// <summary>What may come of rounding, with VAT.</summary>
    public const decimal Slack = 0.01m;

    /// <summary>An option has few services; more than these are not told apart by their prices.</summary>
    private const int ServicesMax = 10;

    /// <summary>True when the fee is this option's, with or without services.</summary>
    public static bool IsOffered(ShippingOption option, decimal fee) => Services(option, fee) is not null;

    /// <summary>
    /// Of the options under a reference the one that costs this, or else the first; absent when none is.
    /// </summary>
    internal static ShippingOption? OptionOf(IReadOnlyList<ShippingOption> options, string reference, NorcePrice fee)
    {
        var same = options.Where(option => option.Reference == reference).ToList();
        return same.Find(option => IsOffered(option, fee.IncludingVat ?? 0m)) ?? same.FirstOrDefault();
    }

    /// <summary>
    /// The services that explain the fee, each with its price; absent when it needs none or nothing does.
    /// </summary>
    internal static IReadOnlyList<NorceAddon>? AddonsOf(ShippingOption? option, NorcePrice fee)
        => option is not null && Services(option, fee.IncludingVat ?? 0m) is { Count: > 0 } services
            ? [.. services.Select(service => new NorceAddon { Reference = service.Reference, Price = service.Price })]
            : null;

    /// <summary>The fewest services that explain the fee; absent when none do.</summary>
    private static List<ShippingService>? Services(ShippingOption option, decimal fee)
    {
        var offered = option.AdditionalServices.Take(ServicesMax).ToList();
        return Enumerable.Range(0, 1 << offered.Count)
            .OrderBy(chosen => int.PopCount(chosen))
            .Select(chosen => offered.Where((_, index) => (chosen >> index & 1) == 1).ToList())
            .FirstOrDefault(chosen => Math.Abs(option.Price + chosen.Sum(service => service.Price) - fee) <= Slack);
    }
}
