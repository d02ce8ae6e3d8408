using System.Globalization;
using System.Text.Json;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Recurring;

/// <summary>
/// What later charges need, as Norce shows it under <c>payment.recurring</c>. Of a card it holds only what a receipt
/// shows, not the number.
/// </summary>
public sealed record RecurringDetails
{
    /// <summary>A saved card's id, or <see cref="ChargeMethod.InvoiceToken"/>. Whoever holds it can charge.</summary>
    public required Masked Token { get; init; }

    /// <summary>To be shown to people: a masked card number, or the payment method's name.</summary>
    public string? Description { get; init; }

    public string? BrandName { get; init; }

    /// <summary>Four digits.</summary>
    public string? ExpiryYear { get; init; }

    /// <summary>Without a leading zero.</summary>
    public string? ExpiryMonth { get; init; }

    public string? Bin { get; init; }

    public string? Last4Digits { get; init; }

    /// <summary>Null when the card has no id, because it cannot be charged then.</summary>
    public static RecurringDetails? Of(QliroSavedCard card) => card.Id?.Reveal().Trim() is not { Length: > 0 } id
        ? null
        : new()
        {
            Token = Masked.Of(Guid.TryParse(id, out var guid) ? guid.ToString() : id),
            Description = card.Description,
            BrandName = card.Brand,
            ExpiryYear = card.Year,
            ExpiryMonth = card.Month,
            Bin = card.FirstDigits,
            Last4Digits = card.LastDigits,
        };

    /// <summary>
    /// For an invoice customer: Qliro gives no token, and later charges use the personal number on their order.
    /// </summary>
    public static RecurringDetails OfInvoice(string? paymentMethodName)
        => new() { Token = Masked.Of(ChargeMethod.InvoiceToken), Description = paymentMethodName };

    /// <summary>
    /// What a completed purchase shows by itself: an invoice, or a card whose own push may have been lost.
    /// </summary>
    public static RecurringDetails? Of(QliroOrder order)
    {
        if (order.MerchantSavedCreditCard is { } card && Of(card) is { } saved) return saved;
        return string.Equals(order.PaymentMethod?.PaymentTypeCode, "INVOICE", StringComparison.OrdinalIgnoreCase)
            ? OfInvoice(order.PaymentMethod!.PaymentMethodName)
            : null;
    }

    /// <summary>Norce's resource with these details; members that others added stay.</summary>
    public NorceRecurring Over(NorceRecurring? known)
    {
        var attributes = (known?.Attributes ?? new Dictionary<string, JsonElement>())
            .ToDictionary(StringComparer.Ordinal);
        void Set(string name, object? value)
        {
            if (value is not null) attributes[name] = JsonSerializer.SerializeToElement(value, NorceJson.Options);
        }
        Set("brandName", BrandName);
        Set("expiryYear", Number(ExpiryYear));
        Set("expiryMonth", Number(ExpiryMonth));
        Set("bin", Bin);
        Set("last4Digits", Last4Digits);
        return (known ?? new NorceRecurring()) with
        {
            Token = Token,
            Description = Description ?? known?.Description,
            Attributes = known?.Attributes is null && attributes.Count == 0 ? null : attributes,
        };
    }

    private static object? Number(string? text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : text;
}
