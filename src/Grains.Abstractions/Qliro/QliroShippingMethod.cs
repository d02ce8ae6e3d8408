namespace QliroAdapter.Qliro;

/// <summary>
/// A delivery as Qliro shows it. The length limits are Qliro's: one value that is too long makes Qliro hide the whole
/// list.
/// </summary>
public sealed record QliroShippingMethod
{
    /// <summary>At most 450 letters.</summary>
    public required string MerchantReference { get; init; }

    /// <summary>Reference of the line that Qliro adds; when absent, Qliro uses the method's.</summary>
    public string? ShippingFeeMerchantReference { get; init; }

    /// <summary>At most 100 letters.</summary>
    public required string DisplayName { get; init; }

    /// <summary>At most 3 lines of 200 letters.</summary>
    public IReadOnlyList<string>? Descriptions { get; init; }

    /// <summary>At most 50 letters.</summary>
    public string? Brand { get; init; }

    /// <summary>Major units, two decimals.</summary>
    public required decimal PriceIncVat { get; init; }

    /// <summary>Major units, two decimals.</summary>
    public required decimal PriceExVat { get; init; }

    /// <summary>Percent.</summary>
    public decimal? VatRate { get; init; }

    /// <summary>Pickup points or times to choose from.</summary>
    public IReadOnlyList<QliroSecondaryOption>? SecondaryOptions { get; init; }

    public IReadOnlyList<QliroShippingService>? AdditionalShippingServices { get; init; }

    /// <summary>
    /// At most 50 letters. Either all methods have one or none has, and there are at most two different ones.
    /// </summary>
    public string? CategoryDisplayName { get; init; }
}

/// <summary>A place or time of a shipping method.</summary>
public sealed record QliroSecondaryOption
{
    public required string MerchantReference { get; init; }

    public required string DisplayName { get; init; }

    public IReadOnlyList<string>? Descriptions { get; init; }

    public string? Address { get; init; }

    public string? PostalCode { get; init; }

    public string? City { get; init; }
}

/// <summary>An extra of a shipping method.</summary>
public sealed record QliroShippingService
{
    public required string MerchantReference { get; init; }

    public required string DisplayName { get; init; }

    public IReadOnlyList<string>? Descriptions { get; init; }

    public required decimal PriceIncVat { get; init; }

    public required decimal PriceExVat { get; init; }
}

/// <summary>An address the shopper may choose. Prints as a mask.</summary>
public sealed record QliroShippingAddress
{
    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? CompanyName { get; init; }

    public string? CareOf { get; init; }

    public string? Street { get; init; }

    public string? Street2 { get; init; }

    public string? PostalCode { get; init; }

    public string? City { get; init; }

    public string? Area { get; init; }

    /// <summary>Always a mask: personal data.</summary>
    public override string ToString() => "QliroShippingAddress ***";
}
