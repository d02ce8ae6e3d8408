namespace QliroAdapter.Qliro;

/// <summary>
/// Qliro's field lengths, in one place; it refuses longer values as INVALID_INPUT. Names, streets and descriptions are
/// cut to fit. An e-mail address, phone number or identity number that is too long is left out, because half of one is
/// wrong.
/// </summary>
public static class FieldLimits
{
    /// <summary>Order lines in one order.</summary>
    public const int LinesMax = 200;

    /// <summary>Letters of a line's reference.</summary>
    public const int LineReferenceMax = 200;

    /// <summary>Tags for a shipping provider.</summary>
    public const int TagsMax = 20;

    /// <summary>Letters of a tag's name.</summary>
    public const int TagNameMax = 20;

    /// <summary>Letters of a tag's value.</summary>
    public const int TagValueMax = 30;

    /// <summary>Letters of a metadata value of the whole order.</summary>
    public const int MetadataValueMax = 250;

    /// <summary>Metadata entries of the whole order.</summary>
    public const int MetadataMax = 30;

    private const int MetadataKeyMax = 50;
    private const int DescriptionMax = 4000;
    private const int NameMax = 100;
    private const int Street2Max = 40;
    private const int PostalCodeMax = 15;
    private const int NumberMax = 50;
    private const int EmailMax = 255;
    private const int UpdateVersionMax = 36;

    public static CreateQliroOrder Fit(CreateQliroOrder order) => order with
    {
        MerchantConstraintName = Cut(order.MerchantConstraintName, NameMax),
        MerchantProvidedMetadata = Fit(order.MerchantProvidedMetadata),
        CustomerInformation = Fit(order.CustomerInformation),
        OrderItems = Fit(order.OrderItems),
    };

    public static UpdateQliroOrder Fit(UpdateQliroOrder update) => update with
    {
        MerchantConstraintName = Cut(update.MerchantConstraintName, NameMax),
        MerchantProvidedMetadata = Fit(update.MerchantProvidedMetadata),
        MerchantUpdateVersion = Cut(update.MerchantUpdateVersion, UpdateVersionMax),
        OrderItems = Fit(update.OrderItems),
    };

    public static MerchantPayment Fit(MerchantPayment payment) => payment with
    {
        OrderItems = Fit(payment.OrderItems),
        BillingAddress = Fit(payment.BillingAddress)!,
        ShippingAddress = Fit(payment.ShippingAddress),
        Customer = payment.Customer is not { } customer ? null : customer with
        {
            PersonalNumber = Whole(customer.PersonalNumber),
            VatNumber = Whole(customer.VatNumber, NumberMax),
            Email = Whole(customer.Email, EmailMax),
            MobileNumber = Whole(customer.MobileNumber, NumberMax),
        },
    };

    public static QliroCustomerInformation? Fit(QliroCustomerInformation? customer) => customer is null ? null
        : customer with
        {
            PersonalNumber = Whole(customer.PersonalNumber),
            VatNumber = Whole(customer.VatNumber, NumberMax),
            Email = Whole(customer.Email, EmailMax),
            MobileNumber = Whole(customer.MobileNumber, NumberMax),
            Address = Fit(customer.Address),
            ShippingAddress = Fit(customer.ShippingAddress),
        };

    public static QliroCustomerAddress? Fit(QliroCustomerAddress? address) => address is null ? null : address with
    {
        FirstName = Cut(address.FirstName, NameMax),
        LastName = Cut(address.LastName, NameMax),
        CompanyName = Cut(address.CompanyName, NameMax),
        Street = Cut(address.Street, NameMax),
        Street2 = Cut(address.Street2, Street2Max),
        CareOf = Cut(address.CareOf, NameMax),
        PostalCode = Cut(address.PostalCode, PostalCodeMax),
        City = Cut(address.City, NameMax),
        Area = Cut(address.Area, NameMax),
    };

    /// <inheritdoc cref="WellFormedText.Cut"/>
    public static string? Cut(string? text, int lengthMax)
        => text is null ? null : WellFormedText.Cut(text, lengthMax);

    private static IReadOnlyList<QliroLine> Fit(IReadOnlyList<QliroLine> lines)
        => [.. lines.Select(line => line with { Description = Cut(line.Description, DescriptionMax) })];

    private static IReadOnlyList<QliroMetadataEntry>? Fit(IReadOnlyList<QliroMetadataEntry>? entries) => entries is null
        ? null
        : [.. entries.Take(MetadataMax).Select(entry => new QliroMetadataEntry
        {
            Key = Cut(entry.Key, MetadataKeyMax),
            Value = Cut(entry.Value, MetadataValueMax),
        })];

    private static string? Whole(string? text, int lettersMax) => text?.Length > lettersMax ? null : text;

    private static Masked? Whole(Masked? number) => number?.Reveal().Length > NumberMax ? null : number;
}
