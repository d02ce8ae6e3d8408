using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Norce;

namespace QliroAdapter.Partners.Tests.Norce;

public sealed class When_an_order_is_written_back
{
    private const string Rich =
        """
        {"id":"oTestAbc","merchant":"acme","channel":"se-qliro","created":"2025-11-20T08:00:00Z",
         "lastModified":"2025-11-20T09:10:11.1234567+01:00",
         "culture":"sv-SE","currency":"SEK","country":"SE","newAtRoot":{"a":[1,null,"x"]},
         "state":{"currentStatus":"checkout","transitions":[{"status":"checkout","timeStamp":"2025-11-20T08:00:00Z",
          "by":"x"}]},
         "cart":{"reference":"4711","items":[{"id":"ciAa","sku":"T-1","name":"Mug","quantity":2,"upsell":true,
           "price":{"includingVat":125.50,"excludingVat":100.40,"currency":"SEK"},"total":{"includingVat":251.00,
            "excludingVat":200.80},
           "vatRate":0.25,"discounts":[],"logistics":{"weight":500,"tags":["a"],"cold":true},"productType":"seasonal",
           "items":[{"sku":"child","newMember":1}],"attributes":{"colour":"röd","none":null,"deep":{"x":1.10}}}],
           "discounts":[{"type":"item","name":"N","value":{"includingVat":-5},"reference":"r"}],
            "total":{"includingVat":251}},
         "shippings":[{"id":"s1","state":"booked","total":{"includingVat":49,"excludingVat":39.2},"vatRate":0.25,
           "deliveryDetails":{"carrier":"c","carrierProductId":"17","pickupLocation":{"reference":"p",
            "address":{"city":"X","zone":"Z"}}},
           "addons":[{"reference":"a","price":1.5,"vat":0.25}]}],
         "payments":[{"id":"p1","adapterId":"qliro_checkout_adapter","type":"default","amount":251,"state":"intent",
          "reference":"4950001",
           "upsell":{"eligible":true,"expiration":"2025-11-20T08:05:00Z","transactions":[{"id":"u","state":"created",
            "x":1}],"more":1},
           "recurring":{"token":"hush-2","scheme":"visa"},"actions":[{"id":"a","type":"capture","url":"https://x",
            "label":"L"}],"riskScore":0.5}],
         "customer":{"type":"person","loyalty":{"id":"L1"},"billing":{"type":"organization","givenName":"Å",
          "nationalIdentificationNumber":"790625-5307",
           "newField":"kept","attributes":{"vatId":"SE1"}}},
         "consents":[{"id":"c","checked":false,"text":"t","required":true,"kind":"k"}],
         "hooks":[{"id":"oc1","adapterId":"norce_adapter","subscribeTo":"/cart","target":"/cart","invoke":"https://n",
          "version":"v0","scope":"s"}],
         "validations":[{"id":"v","url":"https://v"}],"notifications":[{"id":"n","delay":300}],
         "total":{"includingVat":300,"excludingVat":240},"attributes":{"k":[1,2]}}
        """;

    [Fact]
    public void Should_lose_nothing()
    {
        var order = JsonSerializer.Deserialize<NorceOrder>(Rich, NorceJson.Options)!;

        var written = JsonSerializer.Serialize(order, NorceJson.Options);

        JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(Rich)).ShouldBeTrue(written);
    }

    [Fact]
    public void Should_keep_unknown_members_through_a_change()
    {
        var payment = JsonSerializer.Deserialize<NorceOrder>(Rich, NorceJson.Options)!.FindPayment("p1")!;

        var written = JsonSerializer.SerializeToNode(payment with { Amount = 300m, State = "reserved" },
            NorceJson.Options)!;

        written["riskScore"]!.GetValue<decimal>().ShouldBe(0.5m);
        written["upsell"]!["more"]!.GetValue<int>().ShouldBe(1);
        written["amount"]!.GetValue<decimal>().ShouldBe(300m);
    }

    [Fact]
    public void Should_show_no_personal_data_when_printed()
    {
        var text = JsonSerializer.Deserialize<NorceOrder>(Rich, NorceJson.Options)!.ToString();

        foreach (var secret in new[] { "790625", "givenName", "Å" }) text.ShouldNotContain(secret);
        JsonSerializer.Deserialize<NorceOrder>(Rich, NorceJson.Options)!.Payments![0].ToString()
            .ShouldNotContain("hush-2");
    }

    [Theory]
    [InlineData("\"Intent\"", "intent")]
    [InlineData("\"REMOVED\"", "removed")]
    [InlineData("7", "reserved")]
    [InlineData("\"brandNew\"", "brandNew")]
    public void Should_take_words_in_any_case_and_keep_unknown_ones(string wire, string state)
        => JsonSerializer.Deserialize<NorcePayment>(
            $$"""{"State":{{wire}}}""", NorceJson.Options)!.State.ShouldBe(state);

    [Fact]
    public void Should_find_only_our_own_payment()
    {
        var order = new NorceOrder
        {
            Payments =
            [
                new() { Id = "p0", AdapterId = "walley_checkout_adapter", Type = "default", State = "intent" },
                new() { Id = "p1", AdapterId = NorceAdapter.Id, Type = "default", State = "removed" },
            ],
        };

        order.FindPayment("p0").ShouldBeNull();
        order.FindPayment("p1")!.IsLive.ShouldBeFalse();
        order.IndexOfPayment("p1").ShouldBe(1);
        order.LiveDefaultPayments.ShouldHaveSingleItem().Id.ShouldBe("p0");
    }
}
