using System.Text.Json.Nodes;
using QliroAdapter.OrderManagement;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Simulation.CrashPoints;

/// <summary>The scripts whose crash points are all run.</summary>
internal static class Scripts
{
    public static readonly IReadOnlyDictionary<string, Script> All = new Script[]
    {
        new("captures-and-refunds", CaptureAndRefund,
            "order completed, payment credited 513.99 with 4 hooks; "
            + "Qliro authorized 51399 captured 51399 refunded 51399 released 0"
            + ": 2 Capture, 1 Preauthorization, 2 Refund; told 2 capture, 2 checkout, 2 refund"),
        new("decline", DeclineAndBuyAgain,
            "order completed, payment reserved 263.99 with 4 hooks; "
            + "Qliro authorized 26399 captured 0 refunded 0 released 0: 1 Preauthorization; told 2 checkout"),
        new Script("cancel", CancelRest, Cancelled("completed")).OrWhenEarly(Cancelled("declined")),
        new("hold", LeaveReview,
            "order completed, payment captured 388.99 with 4 hooks; "
            + "Qliro authorized 38899 captured 2999 refunded 0 released 35900"
            + ": 1 Capture, 1 Preauthorization, 1 Reversal; told 1 cancel, 1 capture, 3 checkout"),
        new("voucher", PayWithVoucher,
            "order completed, payment captured 125 with 4 hooks; "
            + "Qliro authorized 12500 captured 12500 refunded 0 released 0"
            + ": 1 Capture, 1 Preauthorization; told 1 capture, 2 checkout"),
        new("recreation", RemoveAndComeBack,
            "order completed, payment reserved 388.99 with 4 hooks; "
            + "Qliro authorized 38899 captured 0 refunded 0 released 0: 1 Preauthorization; told 2 checkout"),
        new("actions", PressActions,
            "order completed, payment credited 388.99 with 4 hooks; "
            + "Qliro authorized 38899 captured 38899 refunded 38899 released 0"
            + ": 1 Capture, 1 Preauthorization, 1 Refund; told 1 capture, 2 checkout, 1 refund"),
        new Script("upsell", AddGoods,
            "order completed, payment captured 488.99 with 4 hooks; "
            + "Qliro authorized 48899 captured 48899 refunded 0 released 0"
            + ": 2 Capture, 2 Preauthorization; told 2 capture, 2 checkout, 1 upsell").With(addsGoods: true),
        new Script("recurring", ChargeSavedCard,
            "order completed, payment reserved 388.99 with 4 hooks; "
            + "Qliro authorized 38899 captured 0 refunded 0 released 0: 1 Preauthorization; told 2 checkout",
            "order completed, payment captured 388.99 with 0 hooks; "
            + "Qliro authorized 38899 captured 38899 refunded 0 released 0"
            + ": 1 Capture, 1 Preauthorization; told 1 capture, 2 charge").With(renews: true),
        new Script("delivery", ChooseDelivery,
            "order completed, payment reserved 454 with 4 hooks; "
            + "Qliro authorized 45400 captured 0 refunded 0 released 0: 1 Preauthorization; told 2 checkout")
            .With(ships: true),
        new Script("unreported", BuyUnreported,
            "order completed, payment captured 299 with 4 hooks; "
            + "Qliro authorized 29900 captured 29900 refunded 0 released 0"
            + ": 1 Capture, 1 Preauthorization; told 1 capture, 2 checkout").With(ships: true),
        new("return-fee", KeepFee,
            "order completed, payment credited 388.99 with 4 hooks; "
            + "Qliro authorized 38899 captured 38899 refunded 32499 released 0"
            + ": 1 Capture, 1 Preauthorization, 2 Refund; told 1 capture, 2 checkout, 2 refund"),
    }.ToDictionary(script => script.Name, StringComparer.Ordinal);

    private static string Cancelled(string status) => $"order {status}, payment cancelled 388.99 with 4 hooks; "
        + "Qliro authorized 38899 captured 0 refunded 0 released 38899"
        + ": 1 Preauthorization, 1 Reversal; told 1 cancel, 2 checkout";

    /// <summary>Two rows whose prices do not divide evenly, and freight.</summary>
    public static JsonObject Cart()
    {
        var order = NorceOrders.Cart(
            NorceOrders.Item("MUG", "Mug", 125m, 2), NorceOrders.Item("TEA", "Tea", 33.33m, 3, 0.12m, discount: 10m));
        ((JsonArray)order["shippings"]!).Add(NorceOrders.Shipping());
        return order;
    }

    private static async Task Buy(Callers callers)
    {
        callers.AddOrder(Cart());
        await callers.OpenCheckout();
        await callers.Buy();
        await callers.UntilState("reserved");
    }

    private static async Task CaptureAndRefund(Callers callers)
    {
        callers.AddOrder(Cart());
        await callers.OpenCheckout();
        await callers.SetQuantity(0, 3);
        await callers.Buy();
        await callers.UntilState("reserved");
        await callers.Capture("MUG", 1);
        await callers.Capture();
        await callers.UntilState("captured");
        await callers.Refund("MUG", 1);
        await callers.Refund();
        await callers.UntilState("credited");
    }

    private static async Task DeclineAndBuyAgain(Callers callers)
    {
        callers.AddOrder(Cart());
        await callers.OpenCheckout();
        callers.FromHere();
        await callers.Buy(PurchaseOutcome.Decline);
        await callers.SetQuantity(0, 1);
        await callers.Buy();
        await callers.UntilState("reserved");
    }

    private static async Task CancelRest(Callers callers)
    {
        await Buy(callers);
        callers.FromHere();
        await callers.Cancel();
        await callers.UntilState("cancelled");
    }

    private static async Task LeaveReview(Callers callers)
    {
        callers.AddOrder(Cart());
        await callers.OpenCheckout();
        callers.FromHere();
        await callers.Buy(PurchaseOutcome.OnHold);
        await callers.UntilState("pending");
        callers.EndReview();
        await callers.UntilState("reserved");
        await callers.Capture("TEA", 1);
        await callers.Cancel();
        await callers.UntilState("captured");
    }

    private static async Task PayWithVoucher(Callers callers)
    {
        callers.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        await callers.OpenCheckout();
        callers.FromHere();
        await callers.AddVoucher(250m);
        await callers.SetQuantity(0, 3);
        await callers.UntilAmount(125m);
        await callers.Buy();
        await callers.UntilState("reserved");
        await callers.Capture();
        await callers.UntilState("captured");
    }

    private static async Task RemoveAndComeBack(Callers callers)
    {
        callers.AddOrder(Cart());
        await callers.OpenCheckout();
        callers.FromHere();
        await callers.Remove();
        await callers.OpenCheckout();
        await callers.Buy();
        await callers.UntilState("reserved");
    }

    private static async Task PressActions(Callers callers)
    {
        await Buy(callers);
        callers.FromHere();
        await callers.Execute(OperationType.Capture, "captured");
        await callers.UntilState("captured");
        await callers.Execute(OperationType.Refund, "credited");
        await callers.UntilState("credited");
    }

    private static async Task AddGoods(Callers callers)
    {
        callers.AddOrder(Cart());
        await callers.OpenCheckout();
        callers.FromHere();
        await callers.Buy();
        await callers.UntilState("reserved");
        callers.AddGoods(100m);
        await callers.UntilStatus("completed");
        await callers.Capture("U1:EXTRA", 1);
        await callers.Capture();
        await callers.UntilState("captured");
    }

    private static async Task ChooseDelivery(Callers callers)
    {
        callers.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        await callers.OpenCheckout();
        callers.FromHere();
        await callers.Choose(new("post", "Postombud", 49m, 39.20m));
        await callers.SetQuantity(0, 3);
        await callers.Choose(new("home", "Hem", 79m, 63.20m));
        await callers.UntilAmount(454m);
        await callers.Buy();
        await callers.UntilState("reserved");
    }

    private static async Task BuyUnreported(Callers callers)
    {
        callers.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        await callers.OpenCheckout();
        callers.FromHere();
        await callers.SayWho(isCompany: true, isReported: true);
        await callers.SayWho(isCompany: false, isReported: false);
        callers.ChooseUnreported(new("post", "Postombud", 49m, 39.20m) { SecondaryOption = "P1" });
        await callers.Buy();
        await callers.UntilState("reserved");
        await callers.Capture();
        await callers.UntilState("captured");
    }

    private static async Task KeepFee(Callers callers)
    {
        await Buy(callers);
        await callers.Capture();
        await callers.UntilState("captured");
        callers.FromHere();
        await callers.Refund("MUG", 1, fee: 39m);
        await callers.Refund(fee: 25m);
        await callers.UntilState("credited");
    }

    private static async Task ChargeSavedCard(Callers callers)
    {
        callers.AddOrder(Cart());
        await callers.OpenCheckout();
        callers.FromHere();
        await callers.Buy(method: "CREDITCARDS");
        await callers.UntilSaved();
        await callers.UntilState("reserved");
        var renewal = Cart();
        renewal["customer"]!["billing"] = NorceOrders.Address();
        await callers.Charge(renewal);
        await callers.UntilState("reserved");
        await callers.Capture();
        await callers.UntilState("captured");
    }
}
