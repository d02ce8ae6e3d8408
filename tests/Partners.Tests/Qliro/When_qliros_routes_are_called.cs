using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

/// <summary>Each operation, compared with Qliro's pages: method, path with query, and body.</summary>
public sealed class When_qliros_routes_are_called
{
    private const string Lines =
        """ "OrderItems":[{"MerchantReference":"1:SKU-10","Description":"Mug","Type":"Product","Quantity":3,"""
        + """ "PricePerItemIncVat":125.00,"PricePerItemExVat":100.00,"VatRate":25}]""";

    private const string Ids =
        """ "RequestId":"5b1f0f0e-0d0c-4a3f-9a55-0f5f6b8f1a01","OrderId":4950001,"MerchantApiKey":"DEMO"}""";

    private const string Urls =
        """ "MerchantTermsUrl":"https://shop.example/terms","MerchantConfirmationUrl":"https://shop.example/thanks","""
        + """ "MerchantCheckoutStatusPushUrl":"https://adapter.example/push","""
        + """ "MerchantOrderManagementStatusPushUrl":"https://adapter.example/status",""";

    private static readonly Guid requestId = Guid.Parse("5b1f0f0e-0d0c-4a3f-9a55-0f5f6b8f1a01");

    private readonly StubPartner stub = new StubPartner().Answers(200, "{}");

    [Fact]
    public async Task Should_keep_to_the_merchant_api()
    {
        var qliro = Partner.Qliro(stub);
        var account = Partner.Account;
        var ct = Partner.Ct;

        await Route.ShouldBeKept<IQliroMerchantApi>(stub, "https://pago.qit.nu/checkout/merchantapi",
            new("CreateOrder", () => qliro.CreateOrder(account, Requests.Create(), ct),
                """POST /Orders {"MerchantReference":"N-7f3kq2","Currency":"SEK","Country":"SE","Language":"sv-se","""
                    + Urls + Lines + ""","MerchantApiKey":"DEMO"}"""),
            new("GetOrder", () => qliro.GetOrder(account, Partner.QliroId, ct), "GET /Orders/4950001"),
            new("FindOrder", () => qliro.FindOrder(account, MerchantReference.Of("N-7f3kq2"), ct),
                "GET /Orders?merchantReference=N-7f3kq2"),
            new("UpdateOrder",
                () => qliro.UpdateOrder(account, Partner.QliroId, new() { OrderItems = [Requests.Line()] }, ct),
                "PUT /Orders/4950001 {" + Lines + ""","MerchantApiKey":"DEMO"}"""));
    }

    [Fact]
    public async Task Should_keep_to_the_admin_api()
    {
        var admin = Partner.Admin(stub);
        var account = Partner.Account;
        var ct = Partner.Ct;

        await Route.ShouldBeKept<IQliroAdminApi>(stub, "https://pago.qit.nu/checkout/adminapi/v2",
            new("GetOrder", () => admin.GetOrder(account, Partner.QliroId, ct), "GET /orders/4950001"),
            new("FindOrder", () => admin.FindOrder(account, MerchantReference.Of("N-7f3kq2"), ct),
                "GET /orders/N-7f3kq2"),
            new("GetPaymentTransaction", () => admin.GetPaymentTransaction(account, 3300001, ct),
                "GET /paymentTransactions/3300001"),
            new("MarkItemsAsShipped", () => admin.MarkItemsAsShipped(account, Requests.Shipment(), ct),
                """POST /MarkItemsAsShipped {"Currency":"SEK","Shipments":[{"PaymentTransactionId":3300001,"""
                    + """ "OrderItems":[{"MerchantReference":"1:SKU-10","Type":"Product","Quantity":1,"""
                    + """ "PricePerItemIncVat":125.00}]}],""" + Ids),
            new("CancelOrder",
                () => admin.CancelOrder(account, new() { RequestId = requestId, OrderId = Partner.QliroId }, ct),
                "POST /cancelOrder {" + Ids),
            new("ReturnItems",
                () => admin.ReturnItems(account, new()
                {
                    RequestId = requestId,
                    OrderId = Partner.QliroId,
                    Currency = "SEK",
                    Returns = [new() { PaymentTransactionId = 3300002, OrderItems = [] }],
                }, ct),
                """POST /ReturnItems {"Currency":"SEK","Returns":[{"PaymentTransactionId":3300002,"OrderItems":[]}],"""
                    + Ids),
            new("AddItemsToInvoice",
                () => admin.AddItemsToInvoice(account, new()
                {
                    RequestId = requestId,
                    OrderId = Partner.QliroId,
                    Currency = "SEK",
                    Additions = [new() { PaymentTransactionId = 3300002, OrderItems = [Requests.Line()] }],
                }, ct),
                """POST /AddItemsToInvoice {"Currency":"SEK","Additions":[{"PaymentTransactionId":3300002,"""
                    + Lines + "}]," + Ids),
            new("UpdateItems",
                () => admin.UpdateItems(account, new()
                {
                    RequestId = requestId,
                    OrderId = Partner.QliroId,
                    Currency = "SEK",
                    Updates = [new() { PaymentTransactionId = 3300001, OrderItems = [Requests.Line()] }],
                }, ct),
                """POST /UpdateItems {"Currency":"SEK","Updates":[{"PaymentTransactionId":3300001,"""
                    + Lines + "}]," + Ids),
            new("RetryReversal",
                () => admin.RetryReversal(account, new()
                {
                    RequestId = requestId, OrderId = Partner.QliroId, PaymentReference = 3300003,
                }, ct),
                """POST /retryReversalPaymentTransaction {"PaymentReference":3300003,""" + Ids),
            new("MerchantPayment", () => admin.MerchantPayment(account, Requests.Charge(), ct),
                """POST /merchantpayment {"MerchantReference":"N-2","Currency":"SEK","Country":"SE","""
                    + """ "Language":"sv-se",""" + Lines + ""","BillingAddress":{"FirstName":"Test"},"""
                    + """ "PaymentMethod":{"Name":"CREDITCARDS","MerchantSavedCreditCardId":"card-1"},"""
                    + """ "RequestId":"00000000-0000-0000-0000-000000000000","MerchantApiKey":"DEMO"}"""),
            new("UpdateMerchantReference",
                () => admin.UpdateMerchantReference(account, new()
                {
                    RequestId = requestId,
                    OrderId = Partner.QliroId,
                    NewMerchantReference = "100234",
                }, ct),
                """POST /updatemerchantreference {"NewMerchantReference":"100234",""" + Ids),
            new("UpdateOrderManagementPushUrl",
                () => admin.UpdateOrderManagementPushUrl(account, new()
                {
                    RequestId = requestId,
                    OrderId = Partner.QliroId,
                    MerchantOrderManagementStatusPushUrl = "https://adapter.example/s",
                }, ct),
                """POST /orderPushUrl/OrderManagement {"MerchantOrderManagementStatusPushUrl":"""
                    + """ "https://adapter.example/s",""" + Ids));
    }
}
