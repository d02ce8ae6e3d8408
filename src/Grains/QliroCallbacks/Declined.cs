using QliroAdapter.Norce;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Why a purchase may not go through: the cause decides what the shopper reads, the rest is for operators.
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
    /// From what Norce's validations answered; the first code that has a meaning to the shopper counts.
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

/// <summary>What a shopper can make sense of.</summary>
public enum DeclineCause
{
    /// <summary>We could not find out in time.</summary>
    CannotDecide,

    /// <summary>The order is not what Qliro shows any more.</summary>
    Changed,

    /// <summary>The order cannot be bought now.</summary>
    NotOpen,

    /// <summary>A check of the shop's failed.</summary>
    Validation,

    OutOfStock,

    IdentityNotVerified,

    PostalCode,

    ShippingForPostalCode,
}
