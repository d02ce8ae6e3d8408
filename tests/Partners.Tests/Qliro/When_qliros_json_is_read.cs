using System.Text.Json;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_qliros_json_is_read
{
    [Fact]
    public void Should_read_the_published_sample()
    {
        var order = Read<QliroOrder>(Samples.QliroOrder);

        order.OrderId.ShouldBe(Partner.QliroId);
        order.CustomerCheckoutStatus.ShouldBe(CheckoutStatus.Completed);
        order.Total.ShouldBe(374m);
        order.OrderItems![2].Metadata!.ShippingMethodSecondaryOptionMerchantReference.ShouldBe("LOC-1");
        order.OrderItems[0].PaymentTransactionId.ShouldBe(3300001);
        order.OrderHtmlSnippet!.Reveal().ShouldBe("<script>secret-jwt</script>");
        order.Customer!.PersonalNumber!.Reveal().ShouldBe("790625-5307");
    }

    [Fact]
    public void Should_show_no_personal_data_when_printed()
    {
        var text = Read<QliroOrder>(Samples.QliroOrder).ToString();

        foreach (var secret in new[] { "790625", "Test", "example.com", "Gatan", "secret-jwt", "+467" }) text
            .ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("inProcess", CheckoutStatus.InProcess)]
    [InlineData("ONHOLD", CheckoutStatus.OnHold)]
    [InlineData("refused", CheckoutStatus.Refused)]
    [InlineData("Success", "Success")]
    public void Should_take_a_status_in_any_case_and_keep_an_unknown_one(string wire, string status)
        => Read<QliroOrder>($$"""{"customerCheckoutStatus":"{{wire}}"}""").CustomerCheckoutStatus.ShouldBe(status);

    [Theory]
    [InlineData("1", CheckoutStatus.Completed)]
    [InlineData("9", "9")]
    public void Should_take_a_status_as_a_number(string wire, string status)
        => Read<QliroOrder>($$"""{"CustomerCheckoutStatus":{{wire}}}""").CustomerCheckoutStatus.ShouldBe(status);

    [Fact]
    public void Should_sum_the_lines_when_the_total_is_missing()
        => Read<QliroOrder>(
            """
            {"OrderItems":[{"Quantity":"3","PricePerItemIncVat":"10.10"},
             {"Quantity":1.0,"PricePerItemIncVat":-5}]}
            """)
            .Total.ShouldBe(25.30m);

    [Trait("qliro", "52")]
    [Fact]
    public void Should_accept_nulls_empty_objects_and_new_members()
    {
        var order = Read<QliroOrder>(
            """
            {"OrderId":"4950001","Brand":{"New":[1]},"IdentityVerification":{},"OrderItems":null,
             "Customer":null,"Upsell":{}}
            """);

        order.OrderId.ShouldBe(Partner.QliroId);
        order.IdentityVerification!.IdentityVerified.ShouldBeNull();
        order.Total.ShouldBe(0m);
    }

    [Fact]
    public void Should_know_an_upsell_push_from_a_checkout_push()
    {
        var upsell = Read<QliroPush>(
            """
            {"OrderId":4950001,"Status":"Success","NotificationType":"upsellStatus",
             "ReplacesOriginalPaymentTransaction":"true"}
            """);
        var checkout = Read<QliroPush>(
            """{"OrderId":4950001,"Status":"Completed","NotificationType":"CustomerCheckoutStatus"}""");

        (upsell.IsUpsell, upsell.IsOrderManagement, upsell.ReplacesOriginalPaymentTransaction)
            .ShouldBe((true, false, true));
        (checkout.IsUpsell, checkout.IsOrderManagement).ShouldBe((false, false));
    }

    [Fact]
    public void Should_know_an_order_management_push_on_the_checkout_url()
    {
        var push = Read<QliroPush>(
            """
            {"OrderId":4950001,"PaymentTransactionId":3300002,"Amount":174.00,"Currency":"SEK","Status":"success",
             "PaymentType":"Capture",
             "OriginalPaymentTransactionId":"3300001","PaymentReference":3300002,"Timestamp":"2026-03-03T11:43:05.567"}
            """);

        push.IsOrderManagement.ShouldBeTrue();
        var status = push.ToStatusPush();
        (status.PaymentType, status.Status, status.OriginalPaymentTransactionId)
            .ShouldBe(("Capture", "Success", 3300001));
        status.Timestamp.ShouldBe(new DateTimeOffset(2026, 3, 3, 11, 43, 5, 567, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("Timestamp", "2024-07-01T09:44:37.6397507Z")]
    [InlineData("TimeStamp", "2024-07-01T09:44:37.6397507")]
    public void Should_read_the_time_of_a_notification_in_both_spellings(string name, string time)
        => Read<QliroNotification>($$"""{"{{name}}":"{{time}}","EventType":"shipping_provider_update"}""")
            .ShouldBe(new QliroNotification
            {
                Timestamp = new DateTimeOffset(2024, 7, 1, 9, 44, 37, TimeSpan.Zero).AddTicks(6397507),
                EventType = QliroEventType.ShippingProviderUpdate,
            });

    [Theory]
    [InlineData(
        """
        {"OrderId":"4950001","Id":"5B1F","CardBin":"457100","CardLast4Digits":"0001","CardExpiryYear":"2028",
         "CardExpiryMonth":"4","CardBrandName":"Visa"}
        """)]
    [InlineData(
        """
        {"id":"5B1F","brandName":"Visa","expiryYear":28,"expiryMonth":4,"bin":457100,"last4Digits":"0001"}
        """)]
    public void Should_read_a_saved_card_in_both_shapes(string body)
    {
        var card = Read<QliroSavedCard>(body);

        (card.Id!.Reveal(), card.Brand, card.Year, card.Month, card.FirstDigits, card.LastDigits, card.Description)
            .ShouldBe(("5B1F", "Visa", "2028", "4", "457100", "0001", "457100******0001"));
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, QliroJson.Options)!;
}
