using QliroAdapter.Norce;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Recurring;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.People;
using PaymentState = QliroAdapter.Payments.PaymentState;

namespace QliroAdapter.Simulation.Audit;

/// <summary>The rules for a world in which nothing fails any more, days have passed and all due work is done.</summary>
internal sealed class Rest(World world, Auditor auditor)
{
    private readonly GoodsAtRest goods = new(world, auditor);
    private readonly ParkedAtRest parked = new(world, auditor);
    private readonly ChargesAtRest charges = new(world, auditor);
    private readonly DeliveryAtRest delivery = new(world, auditor);
    private readonly PersonAtRest person = new(world, auditor);
    private readonly SealedAtRest seals = new(world, auditor);

    public void Check()
    {
        foreach (var key in world.Processes.SelectMany(process => process.Busy))
            auditor.Find($"{key} has a turn, a read or a message that never ends");
        foreach (var row in world.Store.Rows)
            auditor.Must(row.DueAt is null, $"{row.Key} is still due at {row.DueAt:O}, {row.State}");
        var payments = world.Store.Payments.ToList();
        foreach (var payment in payments)
            auditor.Must(
                payment.Outbox.All(entry => entry.IsParked),
                $"{payment.Key} still has in its outbox {string.Join(", ", payment.Outbox)}");
        foreach (var purchase in world.Purchases.Where(purchase => purchase.OrderId.Length > 0))
            Check(purchase, payments);
        seals.Check();
    }

    private void Check(Purchase purchase, List<PaymentDocument> all)
    {
        var order = auditor.Order(purchase.OrderId);
        var ours = all.Where(payment => PaymentKey.Parse(payment.Key).OrderId == purchase.OrderId).ToList();
        var live = order.LiveDefaultPayments.Where(payment => payment.IsOurs).ToList();
        auditor.Must(live.Count <= 1, $"{order.Id} has {live.Count} live payments");
        foreach (var payment in live)
        {
            var stored = ours.Find(one => PaymentKey.Parse(one.Key).PaymentId == payment.Id);
            auditor.Must(stored is not null, $"{order.Id} has the live payment {payment.Id} that nobody knows");
            auditor.Must(stored?.State != PaymentState.Creating, $"{order.Id} has the half-made payment {payment.Id}");
        }
        foreach (var stored in ours)
        {
            parked.Check(order, stored);
            Agree(order, stored, purchase);
        }
        if (ours.Count > 0 && ours.TrueForAll(payment => payment is { State: PaymentState.Removed, Outbox.Count: 0 }))
            delivery.IsTakenOff(purchase.OrderId);
        PaidOnce(order, ours, live);
        charges.Check(purchase, order, ours);
    }

    /// <summary>Every Qliro order with money has one live payment that shows it, or a person was told.</summary>
    private void PaidOnce(NorceOrder order, List<PaymentDocument> ours, List<NorcePayment> live)
    {
        var orders = world.Qliro.OrderIds
            .Where(id => ((string?)world.Qliro.Request(id)["MerchantOrderManagementStatusPushUrl"])?
            .Contains($"/orders/{order.Id}/", StringComparison.Ordinal) == true).ToList();
        var references = orders.GroupBy(id => (string?)world.Qliro.Request(id)["MerchantReference"]);
        foreach (var same in references.Where(same => same.Count() > 1))
            auditor.Must(same.Count() <= auditor.Creations.Makers(same.Key!),
                $"Qliro has {same.Count()} orders under {same.Key}");
        foreach (var charge in ours.Where(payment => payment.Charge is not null))
            charges.MadeOnce(
                charge, references.FirstOrDefault(same => same.Key == charge.MerchantReference)?.Count() ?? 0);
        foreach (
            var id in orders.Where(id => world.Qliro.Status(id) is CheckoutStatus.Completed or CheckoutStatus.OnHold))
        {
            var holder = live.Find(payment => payment.Reference == id.ToString());
            var stored = ours.Find(payment => payment.QliroOrderId?.Value == id);
            var reference = (string)world.Qliro.Request(id)["MerchantReference"]!;
            var isTold = ours.Exists(payment => ParkedAtRest.Tells(payment, reference, id));
            auditor.Must(isTold || holder?.State is NorcePaymentState.Pending or NorcePaymentState.Reserved
                or NorcePaymentState.Captured or NorcePaymentState.Credited or NorcePaymentState.Cancelled,
                $"Qliro's order {id} of {order.Id} is paid, Norce has {holder?.State ?? "no live payment"}, we have "
                    + $"{stored?.State}");
        }
    }

    private void Agree(NorceOrder order, PaymentDocument stored, Purchase purchase)
    {
        if (stored.Outbox.Count > 0 || stored.QliroOrderId is not { } id) return;
        var payment = order.FindPayment(PaymentKey.Parse(stored.Key).PaymentId);
        auditor.Must(Word(stored.State) == payment?.State
            || (stored.State == PaymentState.Declined && payment?.State == NorcePaymentState.Removed),
            $"{stored.Key} is {stored.State} here and {payment?.State} at Norce");
        var status = world.Qliro.Status(id.Value);
        auditor.Must(StatusFits(stored.State, status), $"{stored.Key} is {stored.State} here and {status} at Qliro");
        if (stored.State.IsOpen()) OpenAgrees(order, stored, payment, id.Value);
        if (stored.State.IsPurchased() && stored.State != PaymentState.Pending)
            Purchased(order, stored, payment, purchase, id.Value);
    }

    private void OpenAgrees(NorceOrder order, PaymentDocument stored, NorcePayment? payment, long id)
    {
        auditor.Must(payment?.Reference == id.ToString(),
            $"{stored.Key} is Qliro's {id} here and {payment?.Reference} at Norce");
        auditor.Must(payment?.Amount == Math.Max(0, order.Remaining),
            $"{stored.Key} covers {payment?.Amount} of {order.Remaining} at Norce");
        var total = (decimal)world.Qliro.Order(id)["TotalPrice"]!;
        var (atQliro, atNorce) = delivery.FeesOf(order.Id!, id);
        auditor.Must(order.Remaining <= atNorce || total - atQliro == order.Remaining - atNorce,
            $"{stored.Key} is {total} at Qliro, {atQliro} of it for delivery; {order.Remaining} at Norce, {atNorce} of it");
    }

    private void Purchased(NorceOrder order, PaymentDocument stored, NorcePayment? payment, Purchase purchase, long id)
    {
        goods.Check(stored, payment, purchase, id);
        charges.IsKept(stored, payment, world.Qliro.Order(id));
        if (stored.Charge is null && !IsOthers(order, stored))
        {
            delivery.Check(stored, purchase, id);
            person.Check(stored, purchase.OrderId, id);
        }
        AdminOrderAgrees(stored, payment, purchase, id);
    }

    /// <summary>
    /// Cancelled before Norce could be told of the purchase: the order is open to its shopper, or paid otherwise, and
    /// nothing of the cancelled purchase is copied to it.
    /// </summary>
    private static bool IsOthers(NorceOrder order, PaymentDocument stored)
        => stored.State == PaymentState.Cancelled
            && (order.Status == OrderStatus.Checkout || order.LiveDefaultPayments.Any(
                other => other.Id != PaymentKey.Parse(stored.Key).PaymentId && other.State != NorcePaymentState.Intent));

    private void AdminOrderAgrees(PaymentDocument stored, NorcePayment? payment, Purchase purchase, long id)
    {
        var totals = world.Qliro.Totals(id);
        // What others do at Qliro becomes known by its push or by a refresh, and the push may be lost.
        var isUntold = purchase is { ActedAtQliro: true, IsToldByRefresh: false } && world.Mail.HasLostAbout(id)
            || purchase.Additions.Exists(added => added.CannotBeKnown);
        auditor.Must(isUntold || Ore(stored.Ledger.Captured) == totals.Captured
            && Ore(stored.Ledger.Returned) == totals.Refunded && Ore(stored.Ledger.Released) == totals.Released
            || (stored.Ledger.Lines.Count == 0 && totals is { Captured: 0, Refunded: 0, Released: 0 }),
            $"{stored.Key}: ledger here {stored.Ledger.Captured}/{stored.Ledger.Returned}/{stored.Ledger.Released}, "
                + $"at Qliro {totals}");
        auditor.Must(stored.OpenOperation() is null, $"{stored.Key} has an open operation");
        var isCancelled = stored.Operations.Any(
            operation => operation is { Type: OperationType.Cancel, Status: OperationStatus.Succeeded });
        auditor.Must(totals.Reserved == 0 || !isCancelled,
            $"{stored.Key} was cancelled and Qliro still holds {totals.Reserved}");
        if (stored.State == PaymentState.Cancelled)
        {
            auditor.Must(isCancelled || purchase is { ReleasedAtQliro: true, AgreedToRelease: true },
                $"{stored.Key} is cancelled and nobody asked for it");
        }
        var moved = new Moved(world.Qliro, purchase, id);
        foreach (var type in (OperationType[])[OperationType.Capture, OperationType.Refund, OperationType.Cancel])
        {
            moved.IsRecorded(auditor, stored, type);
            moved.IsAskedFor(auditor, stored, type);
        }
        moved.IsReleasedAsAsked(auditor, stored);
        // Who asks for a part without a key asks again only when nothing was begun.
        foreach (var begun in stored.Operations.Where(operation => operation is { IsFull: false, IdempotencyKey: null })
            .CountBy(operation => operation.Type))
        {
            var asked = purchase.Requests.Count(
                request => request is { IsFull: false, Key: null } && request.Type == begun.Key);
            auditor.Must(begun.Value <= asked,
                $"{stored.Key} has {begun.Value} operations {begun.Key} of a part, asked for {asked} times");
        }
        foreach (var request in purchase.Requests
            .Where(request => request is { IsAcknowledged: true, Key: not null, IsFull: false }))
        {
            auditor.Must(
                stored.Operations.Any(operation => operation.IdempotencyKey == request.Key) || stored.Attempt > 1,
                $"{request} on {stored.Key} was acknowledged and lost");
        }
        auditor.Must(payment?.Reference == id.ToString(),
            $"{stored.Key} is Qliro's {id} here and {payment?.Reference} at Norce");
    }

    private static long Ore(decimal amount) => (long)(amount * 100);

    private static bool StatusFits(PaymentState state, string status) => state switch
    {
        PaymentState.Intent or PaymentState.Processing => status == CheckoutStatus.InProcess,
        PaymentState.Pending => status == CheckoutStatus.OnHold,
        PaymentState.Removed or PaymentState.Declined => status is CheckoutStatus.InProcess or CheckoutStatus.Refused,
        _ => status == CheckoutStatus.Completed,
    };

    private static string Word(PaymentState state) => state switch
    {
        PaymentState.Creating or PaymentState.Intent => NorcePaymentState.Intent,
        _ => state.ToString().ToLowerInvariant(),
    };
}
