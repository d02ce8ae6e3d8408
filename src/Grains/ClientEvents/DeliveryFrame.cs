using System.Text.Json;
using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.Payments;

namespace QliroAdapter.ClientEvents;

/// <summary>
/// In which Qliro order's frame a delivery was chosen. A Qliro order that takes another's place offers the deliveries
/// anew, and one that was chosen before is not part of what it sells. Only deliveries chosen in such an order's frame
/// are marked; those without a mark are of the first one.
/// </summary>
internal static class DeliveryFrame
{
    /// <summary>The attribute of a Norce shipping that holds the Qliro order's id.</summary>
    public const string Attribute = "qliroOrderId";

    /// <summary>The delivery as chosen in the frame of the payment's present Qliro order.</summary>
    public static NorceShipping Marked(PaymentDocument payment, NorceShipping shipping)
        => payment.ReplacedOrders.Count == 0 || IsOf(payment, shipping) ? shipping : shipping with
        {
            Attributes = new Dictionary<string, JsonElement>(shipping.Attributes ?? none, StringComparer.Ordinal)
            {
                [Attribute] = JsonSerializer.SerializeToElement(IdOf(payment), NorceJson.Options),
            },
        };

    /// <summary>True when it was chosen in the frame of a Qliro order that another one has replaced since.</summary>
    public static bool IsEarlier(PaymentDocument payment, NorceShipping shipping)
        => payment.ReplacedOrders.Count > 0 && !IsOf(payment, shipping);

    private static readonly Dictionary<string, JsonElement> none = [];

    private static bool IsOf(PaymentDocument payment, NorceShipping shipping)
        => shipping.Attributes?.TryGetValue(Attribute, out var id) == true
            && id.ValueKind == JsonValueKind.String && id.ValueEquals(IdOf(payment));

    private static string IdOf(PaymentDocument payment) => payment.QliroOrderId?.ToString() ?? "";
}
