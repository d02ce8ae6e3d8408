using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Simulation.CrashPoints;

namespace QliroAdapter.Simulation.Garbage;

/// <summary>The purchases whose answers are spoiled: those of the crash points, and what they leave out.</summary>
internal static class GarbageScripts
{
    public static readonly IReadOnlyList<Script> All =
    [
        .. Scripts.All.Values,
        new("sums", GiveSumsBack),
        new("visits", LookAround),
    ];

    /// <summary>Items are released, a sum is given back, then items, then the rest.</summary>
    private static async Task GiveSumsBack(Callers callers)
    {
        callers.AddOrder(Scripts.Cart());
        await callers.OpenCheckout();
        await callers.Buy();
        await callers.UntilState("reserved");
        await callers.CancelItems("MUG", 1);
        await callers.Capture();
        await callers.UntilState("captured");
        await callers.RefundSum(20m);
        await callers.Refund("MUG", 1);
        await callers.Refund();
        await callers.UntilState("credited");
    }

    /// <summary>Everybody looks and asks, again and again; nothing follows from it.</summary>
    private static async Task LookAround(Callers callers)
    {
        callers.AddOrder(Scripts.Cart());
        await callers.OpenCheckout();
        await callers.Look("customer update", payment => payment.UpdateCustomer(new()));
        await callers.Look("get", payment => payment.Get(new()));
        await callers.Look("shipping methods", payment => payment.GetShippingMethods(new() { Question = new() }));
        await callers.Look("shipping addresses", payment => payment.GetShippingAddresses(new()));
        await callers.SetQuantity(0, 2);
        await callers.Buy();
        await callers.UntilState("reserved");
        await callers.Look("ledger", payment => payment.GetLedger(new()));
        await callers.Look("refresh", payment => payment.Refresh(new()));
        await callers.Look("comparison", payment => payment.ComparePayment(new()));
        await callers.Look("repair", payment => payment.RepairPayment(new()));
        await callers.Look("push", payment => payment.ReceivePush(new() { Push = new() { Status = "Completed" } }));
        await callers.Look("get", payment => payment.Get(new()));
        await callers.Capture();
        await callers.UntilState("captured");
        await callers.Look("status", payment => payment.ReceiveStatus(new() { Status = new() }));
        await callers.Look("ledger", payment => payment.GetLedger(new()));
        await callers.Look("retry", payment => payment.RetryOutbox(new()));
    }
}
