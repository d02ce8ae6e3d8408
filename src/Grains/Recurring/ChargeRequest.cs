using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Recurring;

/// <summary>
/// Builds Qliro's request for a charge. There is no page that could ask the customer, so everything comes from the
/// Norce order.
/// </summary>
public static class ChargeRequest
{
    public static MerchantPayment For(Turn turn, ChannelConfiguration configuration, NorceOrder order, OrderLines lines)
    {
        var charge = turn.Payment.Charge!;
        var shipping = AddressTranslation.ToQliro(order.Customer?.Shipping);
        return new()
        {
            RequestId = charge.RequestId,
            MerchantReference = MerchantReference.Of(turn.Payment.MerchantReference!),
            Currency = lines.Total.Currency,
            Country = order.Country!.ToUpperInvariant(),
            Language = QliroLanguage.For(order.Culture, order.Country),
            MerchantOrderManagementStatusPushUrl = turn.Services.Urls.ForQliro(turn.Key, configuration, "status"),
            OrderItems = lines.Lines,
            Customer = ChargeMethod.IsInvoice(charge.Token) ? CustomerOf(order) : null,
            BillingAddress = AddressTranslation.ToQliro(order.Customer?.Billing)!,
            // Qliro would refuse an incomplete address; without one it uses the billing address.
            ShippingAddress = shipping is not null && Missing(shipping).Count == 0 ? shipping : null,
            PaymentMethod = ChargeMethod.Of(charge.Token)!,
        };
    }

    /// <summary>
    /// The charge's lines, or what prevents any payment on the order. No line asks for a subscription, because this
    /// charge belongs to one.
    /// </summary>
    public static Outcome<OrderLines> LinesOf(OrderKey key, NorceOrder order, ChannelConfiguration configuration)
        => CreateCheckout.PayableLines(
            key, order,
            configuration.LinesRulesFor(order) with { Recurring = false, QliroOwnsShipping = false, Ingrid = null });

    /// <summary>
    /// Checked in order: the billing address has the five parts that Qliro requires; an invoice has a personal number.
    /// </summary>
    public static PaymentError? WhyNotChargeable(NorceOrder order, Masked token)
    {
        var missing = Missing(AddressTranslation.ToQliro(order.Customer?.Billing) ?? new());
        if (missing.Count > 0) return ChargeRefusal.CustomerIncomplete(order.Id, string.Join(", ", missing));
        return ChargeMethod.IsInvoice(token) && CustomerOf(order).PersonalNumber is null
            ? ChargeRefusal.CustomerIncomplete(order.Id, "the personal or organization number, which an invoice needs")
            : null;
    }

    private static QliroPayingCustomer CustomerOf(NorceOrder order)
    {
        var known = AddressTranslation.Prefill(order.Customer);
        return new()
        {
            PersonalNumber = known?.PersonalNumber,
            VatNumber = known?.VatNumber,
            Email = known?.Email,
            MobileNumber = known?.MobileNumber,
            JuridicalType = known?.JuridicalType ?? JuridicalType.Physical,
        };
    }

    private static List<string> Missing(QliroCustomerAddress address)
    {
        (string Name, string? Value)[] required =
        [
            ("givenName", address.FirstName),
            ("familyName", address.LastName),
            ("streetAddress", address.Street),
            ("postalCode", address.PostalCode),
            ("city", address.City),
        ];
        return [.. required.Where(part => part.Value is null).Select(part => part.Name)];
    }
}
