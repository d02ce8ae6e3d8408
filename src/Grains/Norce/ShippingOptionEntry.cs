using System.ComponentModel.DataAnnotations;
using QliroAdapter.Qliro;
using QliroAdapter.Settings;

namespace QliroAdapter.Norce;

/// <summary>One entry of <c>shippingOptions</c> as it is written; <see cref="ShippingOption"/> explains it.</summary>
public sealed record ShippingOptionEntry : IValidatableObject
{
    [Required, LineReference]
    public string? Reference { get; init; }

    [LineReference]
    public string? FeeReference { get; init; }

    [Required, MaxLength(100)]
    public string? DisplayName { get; init; }

    [Descriptions(3, 200)]
    public IReadOnlyList<string> Descriptions { get; init; } = [];

    [MaxLength(50)]
    public string? Brand { get; init; }

    [Required, Amount]
    public decimal? Price { get; init; }

    [Amount]
    public decimal? PriceExVat { get; init; }

    [Amount(100)]
    public decimal? VatRate { get; init; }

    [CountryCode]
    public IReadOnlyList<string> Countries { get; init; } = [];

    public IReadOnlyList<PostalCodesEntry> PostalCodes { get; init; } = [];

    [Range(0, 1_000_000_000)]
    public int? WeightMaxGrams { get; init; }

    [Amount]
    public decimal? OrderAmountMin { get; init; }

    [Amount]
    public decimal? OrderAmountMax { get; init; }

    [MaxLength(50)]
    public string? Category { get; init; }

    public IReadOnlyList<PickupPoint> PickupPoints { get; init; } = [];

    public IReadOnlyList<ShippingServiceEntry> AdditionalServices { get; init; } = [];

    /// <summary>What is wrong with a list of them as a whole; null when nothing is.</summary>
    public static string? MistakeIn(IReadOnlyList<ShippingOptionEntry> options)
    {
        const int categoriesMax = 2;
        var categories = options.Select(option => option.Category).Distinct().ToList();
        if (categories.Count > 1 && categories.Contains(null)) return "must all have a category, or none";
        return categories.Count > categoriesMax ? $"must have at most {categoriesMax} categories" : null;
    }

    /// <summary>What it says. The price without VAT follows from the rate, or the rate from it.</summary>
    public ShippingOption ToOption()
    {
        var rate = VatRate ?? VatPercents.Of(null, NorcePrice.Of(Price!.Value, PriceExVat!.Value));
        return new()
        {
            Reference = Reference!,
            FeeReference = FeeReference,
            DisplayName = DisplayName!,
            Descriptions = Descriptions,
            Brand = Brand,
            Price = Price!.Value,
            PriceExVat = PriceExVat ?? VatPercents.Without(Price.Value, rate),
            VatRate = rate,
            Countries = [.. Countries.Select(country => country.ToUpperInvariant())],
            PostalCodes = [.. PostalCodes.Select(range => range.ToRange()!.Value)],
            WeightMaxGrams = WeightMaxGrams,
            OrderAmountMin = OrderAmountMin,
            OrderAmountMax = OrderAmountMax,
            Category = Category,
            PickupPoints = PickupPoints,
            AdditionalServices = [.. AdditionalServices.Select(service => service.ToService(rate))],
        };
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PriceExVat is null && VatRate is null)
            yield return new("is required unless there is priceExVat", [nameof(VatRate), nameof(PriceExVat)]);
        if (PriceExVat > Price) yield return new("must not be above price", [nameof(PriceExVat), nameof(Price)]);
        if (OrderAmountMax < OrderAmountMin)
        {
            yield return new(
                "must not be below orderAmountMin", [nameof(OrderAmountMax), nameof(OrderAmountMin)]);
        }
    }
}

/// <summary>One entry of <c>postalCodes</c>; one code, or all from one to another.</summary>
public sealed record PostalCodesEntry : IValidatableObject
{
    [Required]
    public string? From { get; init; }

    public string? To { get; init; }

    /// <summary>Null when the ends are the wrong way round.</summary>
    public PostalCodeRange? ToRange() => PostalCodeRange.Of(From, To ?? From);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ToRange() is null) yield return new("must not come before from", [nameof(To), nameof(From)]);
    }
}

/// <summary>One entry of <c>additionalServices</c>.</summary>
public sealed record ShippingServiceEntry : IValidatableObject
{
    [Required, MaxLength(200)]
    public string? Reference { get; init; }

    [Required, MaxLength(100)]
    public string? DisplayName { get; init; }

    [Descriptions(3, 100)]
    public IReadOnlyList<string> Descriptions { get; init; } = [];

    [Required, Amount]
    public decimal? Price { get; init; }

    [Amount]
    public decimal? PriceExVat { get; init; }

    /// <summary>What it says; its price without VAT by the option's rate unless it has its own.</summary>
    public ShippingService ToService(decimal vatRate) => new()
    {
        Reference = Reference!,
        DisplayName = DisplayName!,
        Descriptions = Descriptions,
        Price = Price!.Value,
        PriceExVat = PriceExVat ?? VatPercents.Without(Price.Value, vatRate),
    };

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PriceExVat > Price) yield return new("must not be above price", [nameof(PriceExVat), nameof(Price)]);
    }
}
