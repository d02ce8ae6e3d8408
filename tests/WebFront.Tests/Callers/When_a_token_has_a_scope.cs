using System.Net;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.WebFront.Tests.Callers;

public sealed class When_a_token_has_a_scope
{
    private const string Token = "token-with-a-scope-0123456789";

    [Theory]
    [InlineData("Storefront", "/payments", "/remove", "/customer-update", "/shipping-option-update", "/recurring")]
    [InlineData("Norce", "/cart-changed", "/state-changed", "/update-payment", "/upsell/complete", "/capture",
        "/cancel", "/refund", "/refresh", "/ledger")]
    [InlineData("BackOffice", "/capture", "/cancel", "/refund", "/refresh", "/ledger", "/recurring")]
    [InlineData("Any", "/")]
    public async Task Should_open_the_routes_of_its_scope_alone(string scope, params string[] ends)
    {
        await using var front = await Started(("Adapter:AccessTokens:2:Scope", scope));

        foreach (var route in Route.All.Where(route => route.Caller != "qliro"))
        {
            var isOpen = scope == "Any" || ends.Any(end => route.Path.EndsWith(end, StringComparison.Ordinal))
                || (scope == "Storefront" && route.Path.EndsWith("/payments/p1", StringComparison.Ordinal));
            var status = (await front.Client.SendAsync(route.Call(front, bearer: Token))).StatusCode;
            (status == HttpStatusCode.Unauthorized).ShouldBe(!isOpen, $"{scope}: {route.Path} {status}");
        }
    }

    [Fact]
    public async Task Should_be_good_for_its_merchants_alone()
    {
        await using var front = await Started(
            ("Adapter:AccessTokens:2:Merchants:0", "Norce"), ("Adapter:AccessTokens:2:Merchants:1", "other"));
        var route = Route.All.First(one => one.Caller != "qliro");

        (await front.Client.SendAsync(route.Call(front, "norce", "1", bearer: Token))).StatusCode
            .ShouldBe(HttpStatusCode.OK);
        var refused = await front.Client.SendAsync(route.Call(front, "third", "1", bearer: Token));

        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("not for this merchant");
        front.Grains.Messages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Should_decline_a_purchase_whose_token_has_expired()
    {
        await using var front = await RunningFront.Start(("Adapter:CallbackTokenHours:Checkout", "48"));
        var validate = Route.All.Single(route => route.Path.EndsWith("/validate", StringComparison.Ordinal));
        var tokens = (CallbackTokens)front.Services.GetService(typeof(CallbackTokens))!;
        var token = tokens.For(PaymentKey.Of("norce", "1", "o1", "p1"), CallbackPurpose.Checkout);
        front.Clock.Advance(TimeSpan.FromHours(49));

        var answer = await front.Client.SendAsync(validate.Call(front, callbackToken: token));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"DeclineReason\":\"Other\"");
        front.Grains.Messages.ShouldBeEmpty();
    }

    private static Task<RunningFront> Started(params (string Key, string? Value)[] settings) => RunningFront.Start(
        [("Adapter:AccessTokens:2:Name", "one"), ("Adapter:AccessTokens:2:Token", Token), .. settings]);
}
