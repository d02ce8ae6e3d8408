using System.Text.Json.Nodes;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>An order line. Its identity is reference and price with VAT.</summary>
internal sealed record QliroLine(
    string Reference, string? Description, string Type, int Quantity, decimal IncVat, decimal ExVat, decimal? VatRate,
        JsonNode? Metadata)
{
    public decimal Total => Quantity * IncVat;

    public (string, decimal) Identity => (Reference, IncVat);

    /// <summary>
    /// Qliro tells of the delivery that was chosen; what a merchant sent with its lines is not returned.
    /// </summary>
    private bool IsQlirosOwn => (Metadata as JsonObject)?["ShippingMethodMerchantReference"] is not null;

    public JsonObject ToJson(long transactionId) => new()
    {
        ["MerchantReference"] = Reference,
        ["Description"] = Description,
        ["Type"] = Type,
        ["Quantity"] = Quantity,
        ["PricePerItemIncVat"] = IncVat,
        ["PricePerItemExVat"] = ExVat,
        ["VatRate"] = VatRate,
        ["PaymentTransactionId"] = transactionId,
        ["Metadata"] = IsQlirosOwn ? Metadata!.DeepClone() : null,
    };
}
