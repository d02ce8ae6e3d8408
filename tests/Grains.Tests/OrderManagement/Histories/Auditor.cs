using QliroAdapter.Composition;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Grains.Tests.OrderManagement.Histories;

/// <summary>The rules that hold for a history at rest.</summary>
internal static class Auditor
{
    public static async Task Check(World world, History history)
    {
        var payment =
            Features.Json.Read((await world.Store.Load(history.Key.ToString(), CancellationToken.None))!.Document);
        var totals = world.Qliro.Totals(history.QliroOrderId);
        payment.OpenOperation().ShouldBeNull("nothing stays open");
        payment.Outbox.ShouldBeEmpty("nothing is in the outbox or parked");
        payment.Operations.Where(operation => operation.MessageId is not null).Select(operation => operation.MessageId)
            .ShouldBeUnique("no message starts two operations");
        (payment.Ledger.Reserved * 100m, payment.Ledger.Captured * 100m, payment.Ledger.Returned * 100m,
            payment.Ledger.Released * 100m)
            .ShouldBe((
                totals.Authorized, totals.Captured, totals.Refunded, totals.Released),
                    "our ledger is Qliro's, to the öre");
        CheckTransactions(world, history, payment);
        CheckNorce(world, history, payment);
    }

    /// <summary>
    /// Each transaction belongs to one part of an operation or to staff: nothing was booked twice, and nothing without
    /// being asked for. A transaction of staff may stand for one of ours of equal worth whose answer was lost, because
    /// an admin order names no requests; the money is right either way.
    /// </summary>
    private static void CheckTransactions(World world, History history, PaymentDocument payment)
    {
        var ours = payment.Operations
            .SelectMany(operation => operation.Parts).SelectMany(part => part.TransactionIds).ToList();
        ours.ShouldBeUnique("no transaction counts for two parts");
        var reservations = world.Transactions(history.QliroOrderId)
            .Where(one => one.Type is TransactionType.Preauthorization or TransactionType.Debit)
            .Select(one => one.PaymentTransactionId!.Value).ToHashSet();
        world.Transactions(history.QliroOrderId).Select(one => one.PaymentTransactionId!.Value).Except(reservations)
            .ShouldBe(ours.Union(history.ByStaff).Except(reservations), ignoreOrder: true,
                "each operation reached the books at most once");
        var originals = world.Transactions(history.QliroOrderId).Count - ours.Union(history.ByStaff).Count();
        foreach (var operation in payment.Operations)
            foreach (var part in operation.Parts)
                part.TransactionIds.Count.ShouldBeLessThanOrEqualTo(
                    part.ActsOn is null ? originals : operation.Type == OperationType.CancelItems ? 2 : 1,
                    "one for a request, a cancel's one for each original, an update's reversal beside it");
    }

    private static void CheckNorce(World world, History history, PaymentDocument payment)
    {
        var left = world.Qliro.Left(history.QliroOrderId);
        var captures = world.Transactions(history.QliroOrderId).Where(one => one.Type == TransactionType.Capture)
            .Select(one => one.PaymentTransactionId!.Value).ToHashSet();
        var toReturn = world.Qliro.Returnable(history.QliroOrderId).Sum(one => one.Amount);
        var toShip = left
            .Where(line => !captures.Contains(line.TransactionId)).Sum(line => line.Quantity * line.IncVat);
        var (state, actions) = (toShip > 0m, toReturn > 0m, payment.Ledger.Captured > 0m) switch
        {
            (true, false, _) => ("reserved", "capture,cancel"),
            (true, true, _) => ("reserved", "capture,cancel,refund"),
            (false, true, _) => ("captured", "refund"),
            (false, false, true) => ("credited", ""),
            _ => ("cancelled", ""),
        };
        var norce = world.Norce.Payment(history.Key.OrderId);
        ((string)norce["state"]!).ShouldBe(state);
        string.Join(',', norce["actions"]!.AsArray().Select(action => (string)action!["type"]!)).ShouldBe(actions);
        norce["attributes"]?["qliroOperation"].ShouldBeNull();
    }
}
