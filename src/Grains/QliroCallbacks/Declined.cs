using QliroAdapter.Norce;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Why a purchase may not go through. The cause decides what the shopper reads; the rest is for operators.
/// </summary>
/// <param name="Cause">Kind of reason.</param>
/// <param name="Why">One sentence with the numbers in it.</param>
public sealed record Declined(DeclineCause Cause, string Why)
{
    /// <summary>Qliro's word for it.</summary>
    public string Reason => Cause switch
    {
        DeclineCause.OutOfStock => "OutOfStock",
        DeclineCause.IdentityNotVerified => "IdentityNotVerified",
        DeclineCause.PostalCode => "PostalCodeIsNotSupported",
        DeclineCause.ShippingForPostalCode => "ShippingIsNotSupportedForPostalCode",
        _ => "Other",
    };

    /// <summary>
    /// The decline for the answers of Norce's validations; the first code that means something to the shopper counts.
    /// </summary>
    public static Declined ByNorce(IReadOnlyList<NorceValidationFailure> failures)
    {
        var codes = failures.Select(failure => $"{failure.Code} ({failure.AdapterId})");
        var causes = failures.Select(failure => CauseOf(failure.Code));
        return new(
            causes.FirstOrDefault(cause => cause != DeclineCause.Validation, DeclineCause.Validation),
            $"Norce's validation failed: {string.Join(", ", codes)}.");
    }

    private static DeclineCause CauseOf(string? code)
    {
        var word = (code ?? "").Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
        bool Has(string part) => word.Contains(part, StringComparison.OrdinalIgnoreCase);
        if (Has("stock") || Has("inventory")) return DeclineCause.OutOfStock;
        if (Has("postalcode") && Has("shipping")) return DeclineCause.ShippingForPostalCode;
        return Has("postalcode") ? DeclineCause.PostalCode : DeclineCause.Validation;
    }
}

/// <summary>The causes that mean something to a shopper.</summary>
public enum DeclineCause
{
    /// <summary>It could not be decided in time.</summary>
    CannotDecide,

    /// <summary>The order is no longer what Qliro shows.</summary>
    Changed,

    /// <summary>The order cannot be bought now.</summary>
    NotOpen,

    /// <summary>One of the shop's checks failed.</summary>
    Validation,

    OutOfStock,

    IdentityNotVerified,

    PostalCode,

    ShippingForPostalCode,

    /// <summary>Qliro would sell without the delivery that the order needs.</summary>
    DeliveryMissing,
}
