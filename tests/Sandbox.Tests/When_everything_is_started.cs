namespace QliroAdapter.Sandbox.Tests;

public sealed class When_everything_is_started
{
    [Fact]
    public async Task Should_answer_over_sockets_and_let_go_of_its_ports()
    {
        await using var sandbox = await SandboxHost.Start(new SandboxOptions { WithAdapter = false });
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        (await client.GetStringAsync(new Uri(sandbox.Shop!.BaseUrl))).ShouldContain("Demo shop");
        ((int)(await client.GetAsync(new Uri(sandbox.Qliro.BaseUrl + "/checkout/merchantapi/Orders/1"))).StatusCode)
            .ShouldBe(401);
        ((int)(await client.GetAsync(new Uri(sandbox.Norce.OrderApiUrl + "/api/v0/checkout/orders"))).StatusCode)
            .ShouldBe(401);
        ((string)sandbox.Norce.Configuration()!["apiSettings"]!["apiUrl"]!).ShouldBe(sandbox.Qliro.BaseUrl);
    }

    [Fact]
    public async Task Should_create_an_order_from_the_shops_form()
    {
        await using var sandbox = await SandboxHost.Start(new SandboxOptions { WithAdapter = false });
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["MUG-1"] = "2", ["BOOK-1"] = "1", ["discount"] = "spring", ["voucher"] = "gift100", ["freight"] = "49",
        });

        using var answer = await client.PostAsync(new Uri(sandbox.Shop!.BaseUrl + "/orders"), form);

        var orderId = answer.Headers.Location!.ToString().Split('=')[1];
        var order = sandbox.Norce.Order(orderId);
        ((decimal)order["total"]!["includingVat"]!).ShouldBe(225m + 224.10m + 49m);
        ((string)order["payments"]![0]!["type"]!).ShouldBe("voucher");
    }
}
