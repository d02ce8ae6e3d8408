using QliroAdapter.Bench.Baseline.Norce;
using QliroAdapter.Bench.Baseline.Qliro;
using QliroAdapter.Bench.Baseline.Store;

namespace QliroAdapter.Bench.Baseline.Routes;

/// <summary>Staff ship the whole order.</summary>
internal static class CaptureRoute
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/capture", Capture);

    private static async Task<IResult> Capture(
        string order, string payment, HttpContext call, Callers callers, PaymentStore store, NorceClient norce,
        QliroClient qliro)
    {
        if (!callers.HasBearer(call)) return Results.Unauthorized();
        var shop = Shop.OfHeaders(call);
        var api = (await norce.Channel(shop)).ApiSettings;
        await using var turn = await store.Lock(payment);
        if (turn.Payment is not { State: "reserved" } known || known.OrderId != order) return Results.BadRequest();
        var admin = await qliro.GetAdmin(api, known.QliroOrderId);
        if (known.RequestId is null)
        {
            var request = Guid.CreateVersion7();
            var shipped = await qliro.Ship(api, new(
                request, api.MerchantApiKey, known.QliroOrderId, known.Currency, [Reserved(admin)]));
            var before = await norce.GetOrder(shop, order);
            var open = new OpenOperation(
                "capture", "Requested", request, [.. shipped.PaymentTransactions.Select(one => one.PaymentTransactionId)]);
            var shown = before.Find(payment)!;
            await norce.PutPayment(shop, order, shown with
            {
                Attributes = (shown.Attributes ?? new()) with { QliroOperation = open },
            });
            // Nothing can be asked for while the capture is open.
            await norce.AddActions(shop, order, payment, []);
            await turn.Commit(known with { RequestId = request }, "capture requested",
                $"request {request} for {known.Amount} {known.Currency}");
        }

        return CheckoutRoutes.Answer(payment, await qliro.Get(api, known.QliroOrderId));
    }

    private static Shipment Reserved(AdminOrder admin)
    {
        var reserved = admin.OrderItemActions.Where(action => action.ActionType == "Reserve").ToList();
        return new(reserved[0].PaymentTransactionId, reserved.ConvertAll(action => new ShippedItem(
            action.MerchantReference, action.Type, action.Quantity, action.PricePerItemIncVat)));
    }
}
