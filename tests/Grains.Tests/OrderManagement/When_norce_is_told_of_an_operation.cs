using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.NorceSync;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>The audit trail holds what was sent to Qliro and its outcome, without secrets and personal data.</summary>
public sealed class When_norce_is_told_of_an_operation
{
    [Fact]
    public async Task Should_show_each_request_and_its_transactions()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured((Requests.Mug, 1));

        var entry = purchase.AuditTrail("capture").ShouldHaveSingleItem();
        var request = JsonNode.Parse((string)entry["requestJson"]!)!.AsArray().ShouldHaveSingleItem()!.AsObject();
        var answer = JsonNode.Parse((string)entry["responseJson"]!)!;

        var sent = purchase.Sent(Requests.Ship).ShouldHaveSingleItem();
        sent.Remove("MerchantApiKey").ShouldBeTrue();
        JsonNode.DeepEquals(request, sent).ShouldBeTrue(request.ToJsonString());
        ((long)answer["Requests"]![0]!["PaymentTransactionIds"]![0]!)
            .ShouldBe((long)purchase.Transactions("Capture")[0]["PaymentTransactionId"]!);
        ((string)answer["Requests"]![0]!["Status"]!).ShouldBe("Succeeded");
    }

    [Fact]
    public async Task Should_leave_out_who_the_bank_speaks_of()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.PlanOutcome("Capture", "Error", "DECLINED", "Card of 19790625-5307, anna@example.com, was closed.");
        (await purchase.Capture()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        var entry = purchase.AuditTrail("capture").ShouldHaveSingleItem().ToJsonString();

        entry.ShouldContain("DECLINED");
        entry.ShouldContain("was closed.");
        entry.ShouldNotContain("5307");
        entry.ShouldNotContain("anna");
        entry.ShouldNotContain("demo-secret-0001");
        entry.ShouldNotContain("MerchantApiKey");
    }

    [Theory]
    [InlineData("Person 790625-5307 unknown", "Person *** unknown")]
    [InlineData("Person 197906255307 unknown", "Person *** unknown")]
    [InlineData("Person 131052-308T unknown", "Person *** unknown")]
    [InlineData("Person 010190 12345 unknown", "Person *** unknown")]
    [InlineData("Card 4111 1111 1111 1111", "Card ***")]
    [InlineData("Mail of a.b@c.example bounced", "Mail of *** bounced")]
    [InlineData("Transaction 3300002 of order 4950001 is Created", "Transaction 3300002 of order 4950001 is Created")]
    [InlineData("RequestId 12345678-1234-8234-9234-123456789012", "RequestId 12345678-1234-8234-9234-123456789012")]
    public void Should_mask_what_has_the_shape_of_a_person(string text, string expected)
        => AuditJson.Cleaned(text).ShouldBe(expected);
}
