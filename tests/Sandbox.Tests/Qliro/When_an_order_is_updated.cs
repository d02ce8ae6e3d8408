using System.Text.Json.Nodes;

namespace QliroAdapter.Sandbox.Tests.Qliro;

public sealed class When_an_order_is_updated : QliroSituation
{
    private static JsonObject Update(params JsonObject[] lines) => new()
    {
        ["MerchantApiKey"] = "DEMO", ["OrderItems"] = new JsonArray([.. lines]), ["MerchantUpdateVersion"] = "v2",
    };

    [Fact]
    public async Task Should_replace_the_merchants_lines_and_keep_its_own()
    {
        var id = await CreateOrder();
        Qliro.AddFee(id, 29m, 23.2m);

        (await Qliro.Merchant("PUT", $"/Orders/{id}", Update(Mug(1)))).Status.ShouldBe(200);

        ((decimal)Qliro.Order(id)["TotalPrice"]!).ShouldBe(154m);
    }

    [Fact]
    public async Task Should_refuse_after_48_hours()
    {
        var id = await CreateOrder();
        Clock.Advance(TimeSpan.FromHours(48));
        var (status, body) = await Qliro.Merchant("PUT", $"/Orders/{id}", Update(Mug(1)));
        status.ShouldBe(400);
        ((string)body!["ErrorCode"]!).ShouldBe("ORDER_EXPIRED");
    }

    [Fact]
    public async Task Should_refuse_after_completion()
    {
        var (id, _) = await Bought();
        var (status, body) = await Qliro.Merchant("PUT", $"/Orders/{id}", Update(Mug(1)));
        status.ShouldBe(400);
        ((string)body!["ErrorCode"]!).ShouldBe("OPERATION_NOT_SUPPORTED");
    }

    [Fact]
    public async Task Should_refuse_what_cannot_change()
    {
        var id = await CreateOrder();
        var update = Update(Mug(1));
        update["Currency"] = "SEK";
        (await Qliro.Merchant("PUT", $"/Orders/{id}", update)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Should_start_a_new_session_after_90_minutes()
    {
        var id = await CreateOrder();
        var before = (string)Qliro.Order(id)["OrderHtmlSnippet"]!;
        Clock.Advance(TimeSpan.FromMinutes(90));
        (await Qliro.CompleteAsync(id)).DeclineReason.ShouldBe("SessionExpired");

        await Qliro.Merchant("PUT", $"/Orders/{id}", Update(Mug(1)));

        ((string)Qliro.Order(id)["OrderHtmlSnippet"]!).ShouldNotBe(before);
        (await Qliro.CompleteAsync(id)).Accepted.ShouldBeTrue();
    }
}
