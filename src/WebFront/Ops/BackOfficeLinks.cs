using QliroAdapter.Silo;

namespace QliroAdapter.Ops;

/// <summary>Addresses of one payment in the partners' back offices, from the templates of the settings. Pure.</summary>
internal static class BackOfficeLinks
{
    /// <summary>
    /// Name and address of each; none where no template is set, and none that needs an id which the payment does not
    /// have yet.
    /// </summary>
    public static IReadOnlyList<BackOfficeLink> Of(OpsOptions options, PaymentSummary payment)
        => [.. new (string Name, string? Template)[] { ("Norce", options.NorceLink), ("Qliro", options.QliroLink) }
            .Select(one => (one.Name, Address: Filled(one.Template, payment)))
            .Where(one => one.Address is not null).Select(one => new BackOfficeLink(one.Name, one.Address!))];

    private static string? Filled(string? template, PaymentSummary payment)
    {
        if (string.IsNullOrEmpty(template)) return null;
        foreach (var (name, value) in new (string, string?)[]
        {
            ("{merchant}", payment.Merchant), ("{channel}", payment.Channel), ("{orderId}", payment.OrderId),
            ("{paymentId}", payment.PaymentId), ("{qliroOrderId}", payment.QliroOrderId),
            ("{merchantReference}", payment.MerchantReference),
        })
        {
            if (!template.Contains(name, StringComparison.Ordinal)) continue;
            if (string.IsNullOrEmpty(value)) return null;
            template = template.Replace(name, Uri.EscapeDataString(value), StringComparison.Ordinal);
        }
        return template;
    }
}

/// <summary>Where a payment is found at a partner.</summary>
/// <param name="Partner">Whose back office it is.</param>
/// <param name="Address">Absolute.</param>
public sealed record BackOfficeLink(string Partner, string Address);
