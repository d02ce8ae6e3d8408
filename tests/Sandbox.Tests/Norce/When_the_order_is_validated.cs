using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Sandbox.Tests.Norce;

public sealed class When_the_order_is_validated : NorceSituation
{
    [Fact]
    public async Task Should_answer_an_empty_list_when_nothing_is_wrong()
    {
        var (status, body) = await Norce.Norce("POST", $"/{OrderId}/validate");
        status.ShouldBe(200);
        body!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_ask_every_validation_and_name_who_failed()
    {
        await Norce.Norce("POST", $"/{OrderId}/validations",
            new JsonObject { ["adapterId"] = "norce_adapter", ["url"] = "http://norce.example/validate" });
        Adapter.Answer = (_, _) => (400, """{"code":"out-of-stock"}""");

        var (status, body) = await Norce.Norce("POST", $"/{OrderId}/validate");

        status.ShouldBe(400);
        ((string)body![0]!["code"]!).ShouldBe("out-of-stock");
        ((string)body[0]!["adapterId"]!).ShouldBe("norce_adapter");
    }

    [Fact]
    public async Task Should_wrap_the_errors_when_told_to()
    {
        Norce.Options.ValidationErrorsInObject = true;
        Norce.FailValidation(OrderId, "out-of-stock");
        var (_, body) = await Norce.Norce("POST", $"/{OrderId}/validate");
        ((string)body!["errors"]![0]!["code"]!).ShouldBe("out-of-stock");
    }

    [Fact]
    public async Task Should_fail_an_empty_cart()
    {
        var id = Norce.AddOrder(NorceOrders.Cart());
        var (status, body) = await Norce.Norce("POST", $"/{id}/validate");
        status.ShouldBe(400);
        ((string)body![0]!["code"]!).ShouldBe("cart-empty");
    }
}
