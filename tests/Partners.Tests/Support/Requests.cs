using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests;

/// <summary>Bodies for Qliro.</summary>
internal static class Requests
{
    public static CreateQliroOrder Create(string description = "Mug") => new()
    {
        MerchantReference = MerchantReference.Of("N-7f3kq2"),
        Currency = "SEK",
        Country = "SE",
        Language = "sv-se",
        MerchantTermsUrl = "https://shop.example/terms",
        MerchantConfirmationUrl = "https://shop.example/thanks",
        MerchantCheckoutStatusPushUrl = "https://adapter.example/push",
        MerchantOrderManagementStatusPushUrl = "https://adapter.example/status",
        OrderItems = [Line(description)],
    };

    public static QliroLine Line(string description = "Mug") => new()
    {
        MerchantReference = "1:SKU-10",
        Description = description,
        Type = OrderItemType.Product,
        Quantity = 3,
        PricePerItemIncVat = 125.00m,
        PricePerItemExVat = 100.00m,
        VatRate = 25m,
    };

    public static MarkItemsAsShipped Shipment() => new()
    {
        RequestId = Guid.Parse("5b1f0f0e-0d0c-4a3f-9a55-0f5f6b8f1a01"),
        OrderId = Partner.QliroId,
        Currency = "SEK",
        Shipments =
        [
            new()
            {
                PaymentTransactionId = 3300001,
                OrderItems = [new() { MerchantReference = "1:SKU-10", Type = "Product", Quantity = 1,
                    PricePerItemIncVat = 125.00m }],
            },
        ],
    };

    public static MerchantPayment Charge() => new()
    {
        RequestId = Guid.Empty,
        MerchantReference = MerchantReference.Of("N-2"),
        Currency = "SEK",
        Country = "SE",
        Language = "sv-se",
        OrderItems = [Line()],
        BillingAddress = new() { FirstName = "Test" },
        PaymentMethod = QliroMerchantPaymentMethod.Card(Masked.Of("card-1")),
    };
}
