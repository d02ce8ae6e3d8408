using System.Text.Json;
using QliroAdapter.Bench.Baseline.Norce;
using QliroAdapter.Bench.Baseline.Qliro;
using QliroAdapter.Bench.Baseline.Store;

namespace QliroAdapter.Bench.Baseline.Routes;

/// <summary>What Norce and Qliro call.</summary>
internal static class CallbackRoutes
{
    private const string Received = """{"callbackResponse":"received","CallbackResponse":"received"}""";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapPost("/update-payment", UpdatePayment);
        routes.MapPost("/validate", Validate);
        routes.MapPost("/push", Push);
        routes.MapPost("/status", Status);
    }

    /// <summary>Norce proposes another cart: Qliro gets the lines, Norce the amount.</summary>
    private static async Task<IResult> UpdatePayment(
        string order, string payment, HttpContext call, Callers callers, PaymentStore store, NorceClient norce,
        QliroClient qliro)
    {
        if (!callers.HasBearer(call)) return Results.Unauthorized();
        var proposed = await JsonSerializer.DeserializeAsync(call.Request.Body, NorceJson.Default.NorceOrder);
        var channel = await norce.Channel(Shop.OfHeaders(call));
        await using var turn = await store.Lock(payment);
        if (turn.Payment is not { } known || proposed?.Find(payment) is not { } shown) return Results.NotFound();
        if (known.State != "intent" || proposed.Total is not { } total) return Results.BadRequest();
        var lines = Lines.Of(proposed);
        if (Lines.AreSame(lines, known.Lines) && shown.Amount == total.IncludingVat) return Patch([]);

        await qliro.Update(channel.ApiSettings, known.QliroOrderId, new(channel.ApiSettings.MerchantApiKey, lines));
        await turn.Commit(known with { Lines = lines, Amount = total.IncludingVat }, "changed",
            $"the cart costs {total.IncludingVat} {known.Currency}");
        var place = 0;
        while (proposed.Payments[place].Id != payment) place++;
        return Patch([new("replace", $"/payments/{place}/amount", total.IncludingVat)]);
    }

    /// <summary>Qliro asks whether the purchase is right: Norce gets the customer, validates and moves on.</summary>
    private static async Task<IResult> Validate(
        string order, string payment, HttpContext call, Callers callers, PaymentStore store, NorceClient norce)
    {
        if (!callers.IsQliro(call, order, payment)) return Results.Unauthorized();
        var body = await JsonSerializer.DeserializeAsync(call.Request.Body, QliroJson.Default.QliroOrder);
        var shop = Shop.OfQuery(call);
        await using var turn = await store.Lock(payment);
        if (turn.Payment is not { } known || body is null) return Results.NotFound();
        var before = await norce.GetOrder(shop, order);
        if (body.OrderId != known.QliroOrderId || known.State is not ("intent" or "processing")
            || before.State?.CurrentStatus is not ("checkout" or "processing")
            || !Lines.AreSame(Lines.Of(before), body.OrderItems)) return Declined();

        await CopyAddresses(shop, order, before, body, norce);
        // Norce may have changed the order because of the address.
        var after = await norce.GetOrder(shop, order);
        if (after.Find(payment) is not { } shown || after.Total?.IncludingVat != known.Amount
            || body.Sum() != known.Amount) return Declined();
        await norce.Validate(shop, order);
        await norce.PutState(shop, order, "processing");
        await norce.PutPayment(shop, order, shown with { State = "processing" });
        await norce.AddTransaction(shop, order, payment,
            new("process", IsSuccess: true, $"validated {known.QliroOrderId}", null, known.Amount));
        await turn.Commit(known with { State = "processing" }, "approved", "the purchase was approved");
        return Results.Ok();
    }

    /// <summary>Qliro's order changed: what counts is the order, which is read.</summary>
    private static async Task<IResult> Push(
        string order, string payment, HttpContext call, Callers callers, PaymentStore store, NorceClient norce,
        QliroClient qliro)
    {
        if (!callers.IsQliro(call, order, payment)) return Results.Unauthorized();
        var shop = Shop.OfQuery(call);
        var channel = await norce.Channel(shop);
        await using var turn = await store.Lock(payment);
        if (turn.Payment is not { } known) return Results.NotFound();
        var bought = await qliro.Get(channel.ApiSettings, known.QliroOrderId);
        if (bought.CustomerCheckoutStatus != "Completed" || known.State is not ("intent" or "processing"))
            return Receipt();

        var before = await norce.GetOrder(shop, order);
        if (before.Find(payment) is not { } shown) return Results.NotFound();
        await CopyAddresses(shop, order, before, bought, norce);
        await norce.PutPayment(shop, order, shown with { State = "reserved", Amount = known.Amount });
        await norce.AddActions(shop, order, payment, Actions(channel, order, payment, "capture", "cancel"));
        await norce.PutState(shop, order, "accepted");
        await norce.PutState(shop, order, "completed");
        await norce.AddTransaction(shop, order, payment,
            new("confirm", IsSuccess: true, $"checkout Completed {known.QliroOrderId}", "Completed", known.Amount));
        await turn.Commit(known with { State = "reserved" }, "completed",
            $"Qliro order {known.QliroOrderId} was completed for {bought.TotalPrice} {known.Currency}");
        return Receipt();
    }

    /// <summary>A transaction of the order has its outcome: what counts is the admin order, which is read.</summary>
    private static async Task<IResult> Status(
        string order, string payment, HttpContext call, Callers callers, PaymentStore store, NorceClient norce,
        QliroClient qliro)
    {
        if (!callers.IsQliro(call, order, payment)) return Results.Unauthorized();
        var shop = Shop.OfQuery(call);
        var channel = await norce.Channel(shop);
        await using var turn = await store.Lock(payment);
        if (turn.Payment is not { } known) return Results.NotFound();
        var admin = await qliro.GetAdmin(channel.ApiSettings, known.QliroOrderId);
        var captured = 0m;
        foreach (var one in admin.PaymentTransactions)
            if (one is { Type: "Capture", Status: "Success" }) captured += one.Amount;
        if (captured != known.Amount || known.State != "reserved") return Receipt();

        var before = await norce.GetOrder(shop, order);
        if (before.Find(payment) is not { } shown) return Results.NotFound();
        await norce.PutPayment(shop, order, shown with
        {
            State = "captured",
            Attributes = (shown.Attributes ?? new()) with { QliroOperation = null, QliroCaptured = captured },
        });
        await norce.AddActions(shop, order, payment, Actions(channel, order, payment, "refund"));
        await norce.AddTransaction(shop, order, payment,
            new("capture", IsSuccess: true, $"captured {known.RequestId}", "Success", captured));
        await turn.Commit(known with { State = "captured" }, "captured", $"{captured} {known.Currency} was captured");
        return Receipt();
    }

    private static async Task CopyAddresses(
        Shop shop, string order, NorceOrder before, QliroOrder known, NorceClient norce)
    {
        if (Lines.Address(known, known.BillingAddress) is { } billing && billing != before.Customer?.Billing)
            await norce.PutBilling(shop, order, billing);
        if (Lines.Address(known, known.ShippingAddress) is { } shipping && shipping != before.Customer?.Shipping)
            await norce.PutShipping(shop, order, shipping);
    }

    private static NorceAction[] Actions(ChannelDocument channel, string order, string payment, params string[] types)
        => Array.ConvertAll(types, type => new NorceAction(NorceClient.AdapterId, type,
            $"{channel.Adapter.PublicUrl}/api/order/v1/orders/{order}/payments/{payment}/{type}"));

    private static IResult Receipt() => Results.Text(Received, "application/json");

    private static IResult Declined() => Results.BadRequest();

    private static IResult Patch(PatchOperation[] operations)
        => Results.Json(operations, NorceJson.Default.PatchOperationArray);
}
