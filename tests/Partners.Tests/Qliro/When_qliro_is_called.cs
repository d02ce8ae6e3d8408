using System.Text.Json.Nodes;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_qliro_is_called
{
    [Fact]
    public async Task Should_send_a_shipment_as_published()
    {
        var stub = new StubPartner().Answers(200,
            """{"PaymentTransactions":[{"PaymentTransactionId":3300002,"Status":"Created"}]}""");

        var answer = await Partner.Admin(stub).MarkItemsAsShipped(Partner.Account, Requests.Shipment(), Partner.Ct);

        answer.Value!.Transactions.ShouldHaveSingleItem()
            .ShouldBe(new() { PaymentTransactionId = 3300002, Status = "Created" });
        stub.Request.Line.ShouldBe("POST https://pago.qit.nu/checkout/adminapi/v2/MarkItemsAsShipped");
        JsonNode.DeepEquals(JsonNode.Parse(stub.Request.Body), JsonNode.Parse(
            """
            {"RequestId":"5b1f0f0e-0d0c-4a3f-9a55-0f5f6b8f1a01","MerchantApiKey":"DEMO","OrderId":4950001,
             "Currency":"SEK",
             "Shipments":[{"PaymentTransactionId":3300001,"OrderItems":[
              {"MerchantReference":"1:SKU-10","Type":"Product","Quantity":1,"PricePerItemIncVat":125.00}]}]}
            """)).ShouldBeTrue(stub.Request.Body);
    }

    [Fact]
    public async Task Should_read_the_flat_answer_too()
    {
        var stub = new StubPartner().Answers(200,
            """{"PaymentTransactionId":7,"Status":"created","Type":"UpdateItemsResponse"}""");

        var answer = await Partner.Admin(stub).CancelOrder(
            Partner.Account, new() { RequestId = Guid.Empty, OrderId = Partner.QliroId }, Partner.Ct);

        answer.Value!.Transactions.ShouldHaveSingleItem()
            .ShouldBe(new() { PaymentTransactionId = 7, Status = "Created" });
    }

    [Fact]
    public async Task Should_read_the_reversal_beside_an_update()
    {
        var stub = new StubPartner().Answers(200, """
            {"PaymentTransactionId":7,"Status":"Created","Type":"UpdateItemsWithReversalResponse",
             "ReversalPaymentTransactionId":8,"ReversalPaymentTransactionStatus":"inProcess"}
            """);

        var answer = await Partner.Admin(stub).UpdateItems(
            Partner.Account,
            new() { RequestId = Guid.Empty, OrderId = Partner.QliroId, Currency = "SEK", Updates = [] }, Partner.Ct);

        answer.Value!.Transactions.ShouldBe(
        [
            new() { PaymentTransactionId = 7, Status = "Created" },
            new() { PaymentTransactionId = 8, Status = "InProcess" },
        ]);
    }

    [Fact]
    public async Task Should_cut_what_is_too_long_and_leave_out_half_an_identity()
    {
        var stub = new StubPartner().Answers(201, """{"OrderId":4950001}""");
        var order = Requests.Create(new string('d', 4001)) with
        {
            CustomerInformation = new()
            {
                Email = new string('e', 256),
                PersonalNumber = Masked.Of("790625-5307"),
                Address = new()
                {
                    FirstName = new string('f', 99) + "😀", Street2 = new string('s', 41),
                    PostalCode = "11122"
                },
            },
        };

        await Partner.Qliro(stub).CreateOrder(Partner.Account, order, Partner.Ct);

        var sent = JsonNode.Parse(stub.Request.Body)!;
        sent["OrderItems"]![0]!["Description"]!.GetValue<string>().Length.ShouldBe(4000);
        var customer = sent["CustomerInformation"]!.AsObject();
        customer.ContainsKey("Email").ShouldBeFalse();
        customer["PersonalNumber"]!.GetValue<string>().ShouldBe("790625-5307");
        customer["Address"]!["FirstName"]!.GetValue<string>().ShouldBe(new string('f', 99));
        customer["Address"]!["Street2"]!.GetValue<string>().Length.ShouldBe(40);
    }

    [Fact]
    public async Task Should_name_the_call_for_the_timeline()
    {
        var accepted = await Partner.Qliro(new StubPartner().Answers(200, """{"OrderId":4950001}"""))
            .GetOrder(Partner.Account, Partner.QliroId, Partner.Ct);
        var rejected = await Partner.Qliro(new StubPartner().Answers(400, """{"ErrorCode":"INVALID_INPUT"}"""))
            .CreateOrder(Partner.Account, Requests.Create(), Partner.Ct);

        (accepted.Call.Partner, accepted.Call.Operation, accepted.Call.Status, accepted.Call.Problem)
            .ShouldBe(("Qliro", "GetOrder", 200, null));
        (rejected.Call.Operation, rejected.Call.Status, rejected.Call.Problem)
            .ShouldBe(("CreateOrder", 400, "Rejected INVALID_INPUT"));
    }
}
