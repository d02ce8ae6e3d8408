using QliroAdapter.ClientEvents;

namespace QliroAdapter.WebFront.Tests.ClientEvents;

public sealed class When_the_page_reports_a_choice
{
    [Fact]
    public async Task Should_have_the_customer_read_anew()
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromBrowser("customer-update");
        ((int)response.StatusCode).ShouldBe(200);
        (await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
        front.Grains.Last.ShouldBe(("norce/1/o1/p1", new UpdateCustomer()));
    }

    [Fact]
    public async Task Should_hand_on_the_chosen_shipping()
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromBrowser("shipping-option-update", Calls.Json(
            """
            {"method":"HOME","methodName":"Home delivery","secondaryOption":null,
             "pickupLocation":{"name":"Shop","description":["Torget 2"]},
             "price":49,"priceExVat":39.2,"totalShippingPrice":49.00,"totalShippingPriceExVat":"39.20",
             "additionalShippingServices":["evening"],"shippingServicesNames":["Evening"],"accessCode":"1","new":true}
            """));
        ((int)response.StatusCode).ShouldBe(200);
        (await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
        var selected = front.Grains.Last.Message.ShouldBeOfType<UpdateShippingOption>().Selected;
        selected.Method.ShouldBe("HOME");
        selected.TotalShippingPriceExVat.ShouldBe(39.20m);
        selected.AdditionalShippingServices.ShouldBe(["evening"]);
    }

    [Fact]
    public async Task Should_take_what_older_pages_send()
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromBrowser(
            "shipping-option-update", Calls.Json("""{"method":"HOME","price":49,"totalShippingPrice":49}"""));
        ((int)response.StatusCode).ShouldBe(200);
    }
}
