using QliroAdapter.Bench.Baseline.Norce;
using QliroAdapter.Bench.Baseline.Qliro;
using QliroAdapter.Bench.Baseline.Store;

namespace QliroAdapter.Bench.Baseline.Routes;

/// <summary>What the storefront calls.</summary>
internal static class CheckoutRoutes
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapPost("", Create);
        routes.MapGet("/{payment}", GetSnippet);
    }

    private static async Task<IResult> Create(
        string order, HttpContext call, Callers callers, PaymentStore store, NorceClient norce, QliroClient qliro)
    {
        if (!callers.HasBearer(call)) return Results.Unauthorized();
        var shop = Shop.OfHeaders(call);
        var channel = await norce.Channel(shop);
        await using var turn = await store.LockOrder(order);
        if (turn.Payment is not null) return Results.Conflict();
        var known = await norce.GetOrder(shop, order);
        if (known is not { State.CurrentStatus: "checkout", Cart.Items.Count: > 0, Total: { } total, Currency: { } currency })
            return Results.Conflict();

        var begun = new NorcePayment
        {
            AdapterId = NorceClient.AdapterId, Name = "Qliro", Type = "default", Currency = currency,
            Amount = total.IncludingVat, State = "intent", Attributes = new(),
        };
        var payment = begun with { Id = await norce.AddPayment(shop, order, begun) };
        var lines = Lines.Of(known);
        var id = await qliro.Create(channel.ApiSettings, Request(order, payment.Id, shop, known, lines, channel, callers));
        await norce.PutPayment(shop, order, payment with { Reference = $"{id}" });
        await norce.AddTransaction(
            shop, order, payment.Id, new("open", IsSuccess: true, $"created {id}", null, payment.Amount));
        foreach (var hook in Hooks(channel, order, payment.Id)) await norce.AddHook(shop, order, hook);
        var opened = await qliro.Get(channel.ApiSettings, id);
        await turn.Commit(new()
        {
            Merchant = shop.Merchant, Channel = shop.Channel, OrderId = order, PaymentId = payment.Id, QliroOrderId = id,
            Currency = currency, Amount = payment.Amount, State = "intent", Lines = lines,
            CreatedAt = TimeProvider.System.GetUtcNow(),
        }, "created", $"Qliro order {id} for {payment.Amount} {currency}");
        return Answer(payment.Id, opened);
    }

    private static async Task<IResult> GetSnippet(
        string order, string payment, HttpContext call, Callers callers, PaymentStore store, NorceClient norce,
        QliroClient qliro)
    {
        if (!callers.HasBearer(call)) return Results.Unauthorized();
        var channel = await norce.Channel(Shop.OfHeaders(call));
        var known = await store.Read(payment);
        return known is null || known.OrderId != order
            ? Results.NotFound()
            : Answer(payment, await qliro.Get(channel.ApiSettings, known.QliroOrderId));
    }

    public static IResult Answer(string payment, QliroOrder order)
        => Results.Json(new(payment, order.OrderHtmlSnippet ?? ""), NorceJson.Default.CheckoutAnswer);

    private static CreateQliroOrder Request(
        string order, string payment, Shop shop, NorceOrder known, IReadOnlyList<QliroLine> lines,
        ChannelDocument channel, Callers callers)
    {
        var query = $"?merchant={shop.Merchant}&channel={shop.Channel}&token={callers.Token(order, payment)}";
        var callback = Callback(channel, order, payment);
        return new()
        {
            MerchantApiKey = channel.ApiSettings.MerchantApiKey, MerchantReference = order,
            Currency = known.Currency!, Country = known.Country!, Language = known.Culture!.ToLowerInvariant(),
            MerchantTermsUrl = channel.RedirectUrls.TermsUrl,
            MerchantConfirmationUrl = channel.RedirectUrls.ConfirmationUrl
                .Replace("{orderId}", order, StringComparison.Ordinal)
                .Replace("{merchant}", shop.Merchant, StringComparison.Ordinal)
                .Replace("{channel}", shop.Channel, StringComparison.Ordinal),
            MerchantIntegrityPolicyUrl = channel.RedirectUrls.IntegrityPolicyUrl,
            MerchantCheckoutStatusPushUrl = $"{callback}/push{query}",
            MerchantOrderManagementStatusPushUrl = $"{callback}/status{query}",
            MerchantOrderValidationUrl = $"{callback}/validate{query}",
            MerchantNotificationUrl = $"{callback}/notification{query}",
            OrderItems = lines,
        };
    }

    private static IEnumerable<NorceHook> Hooks(ChannelDocument channel, string order, string payment)
    {
        var callback = Callback(channel, order, payment);
        foreach (var part in (string[])["/cart", "/shippings", "/payments"])
            yield return new(NorceClient.AdapterId, part, "/payments", $"{callback}/update-payment", "v0");
        yield return new(NorceClient.AdapterId, "/state", "/payments", $"{callback}/state-changed", "v0");
    }

    private static string Callback(ChannelDocument channel, string order, string payment)
        => $"{channel.Adapter.PublicUrl}/api/checkout/v1/callback/orders/{order}/payments/{payment}";
}
