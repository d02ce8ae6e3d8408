namespace QliroAdapter.Sandbox.Qliro;

/// <summary>
/// Operations on what is reserved: ship, release, replace, and the order's reference. Called while the ledger's gate is
/// held.
/// </summary>
internal sealed class Reservations(QliroLedger ledger, Transactions transactions, QliroSimulatorOptions options)
{
    public List<QliroTransaction> Ship(Fields request, QliroOrder order)
    {
        CheckManageable(order);
        var planned = new List<(QliroTransaction Reservation, List<QliroLine> Lines)>();
        foreach (var shipment in request.Objects("Shipments", required: true))
        {
            var reservation = Reservation(order, shipment.Long("PaymentTransactionId"));
            var left = LineLedger.Reserved(order, reservation.Id);
            if (left.TrueForAll(line => line.Quantity == 0))
                throw QliroRefusal.Bad("NO_ITEMS_LEFT_IN_RESERVATION",
                    $"Evaluation, no items are left in reservation for payment transaction {reservation.Id}.");
            var named = LineRules.ReadNamed(shipment);
            var before = planned.Where(one => one.Reservation == reservation).SelectMany(one => one.Lines)
                .Concat(named);
            LineLedger.Take(left, LineRules.Merge(before), $"reservation {reservation.Id}");
            var lines = LineLedger.Take(left, named, $"reservation {reservation.Id}");
            var total = LineLedger.AmountOf(lines);
            if (total <= 0 || total > LineLedger.AmountOf(left))
                throw QliroRefusal.Bad("INVALID_REQUEST_TOTAL_AMOUNT",
                    $"Evaluation, items should add up to a positive total. Actual Request Total '{total}'.");
            planned.Add((reservation, lines));
        }

        return planned.ConvertAll(one => Capture(order, one.Reservation, one.Lines));
    }

    /// <summary>Records a capture; also used for captures by Qliro's staff.</summary>
    public QliroTransaction Capture(QliroOrder order, QliroTransaction reservation, List<QliroLine> lines)
    {
        var capture = ledger.AddTransaction(order, "Capture", LineLedger.AmountOf(lines), reservation.Id);
        ledger.AddActions(order, "Ship", capture.Id, reservation.Id, lines);
        transactions.Schedule(order, capture);
        return capture;
    }

    public List<QliroTransaction> Cancel(Fields request, QliroOrder order)
    {
        if (order.Cancelled) throw Cancelled(order);
        if (order.Status != CheckoutStatus.Completed)
            throw QliroRefusal.Bad("OPERATION_NOT_SUPPORTED",
                $"Evaluation, order {order.Id} is {order.Status} and cannot be cancelled.");
        var made = new List<QliroTransaction>();
        foreach (var reservation in Live(order))
        {
            var left = LineLedger.Reserved(order, reservation.Id).FindAll(line => line.Quantity > 0);
            if (left.Count == 0) continue;
            var reversal = ledger.AddTransaction(order, "Reversal", LineLedger.AmountOf(left), reservation.Id, () =>
                order.Cancelled = true);
            ledger.AddActions(order, "Release", reversal.Id, reservation.Id, left);
            made.Add(reversal);
        }

        if (made.Count == 0)
            throw QliroRefusal.Bad("NO_ITEMS_TO_CANCEL", $"Evaluation, order {order.Id} has no items to cancel.");
        foreach (var reversal in made) transactions.Schedule(order, reversal);
        return made;
    }

    public List<QliroTransaction> Update(Fields request, QliroOrder order)
    {
        CheckManageable(order);
        var made = new List<QliroTransaction>();
        foreach (var update in request.Objects("Updates", required: true, max: 1))
        {
            var old = Reservation(order, update.Long("PaymentTransactionId"));
            var lines = LineRules.Read(update, new QliroSimulatorOptions());
            var left = LineLedger.Reserved(order, old.Id).FindAll(line => line.Quantity > 0);
            CheckReplacement(order, old, left, lines);
            made.AddRange(Replace(order, old, lines));
        }

        foreach (var transaction in made) transactions.Schedule(order, transaction);
        return made;
    }

    /// <summary>
    /// A new reservation of these lines takes the place of the old one as soon as it succeeds; also used for what
    /// happens out of band. Whether the old one's lines are released as well is a switch; what a direct method has
    /// taken already is given back by a reversal of its own.
    /// </summary>
    public List<QliroTransaction> Replace(QliroOrder order, QliroTransaction old, List<QliroLine> lines)
    {
        var left = LineLedger.Reserved(order, old.Id).FindAll(line => line.Quantity > 0);
        var stays = lines.Sum(line => line.Total);
        var reservation = ledger.AddTransaction(
            order, "Preauthorization", stays, old.Id, () => old.Superseded = true);
        ledger.AddActions(order, "Reserve", reservation.Id, reservation.Id, lines);
        var given = order.IsDirectMethod ? LineLedger.AmountOf(left) - stays
            : options.ReleasesReplaced ? LineLedger.AmountOf(left) : 0m;
        if (given <= 0m) return [reservation];
        var reversal = ledger.AddTransaction(order, "Reversal", given, old.Id);
        reversal.DependsOn = reservation;
        if (options.ReleasesReplaced) ledger.AddActions(order, "Release", reversal.Id, old.Id, left);
        return [reservation, reversal];
    }

    /// <summary>Does a reversal again that failed.</summary>
    public List<QliroTransaction> RetryReversal(Fields request, QliroOrder order)
    {
        var id = request.Long("PaymentReference", required: true)!.Value;
        if (order.Transactions.Find(one => one.Id == id && one.Type == "Reversal") is not { } failed)
            throw QliroRefusal.Bad("PAYMENT_REFERENCE_IS_INCORRECT",
                $"Evaluation, payment transaction {id} is no reversal of order {order.Id}.");
        if (failed.IsOpen || failed.Succeeded)
            throw QliroRefusal.Bad("OPERATION_NOT_SUPPORTED", $"Evaluation, reversal {id} has not failed.");
        var again = ledger.AddTransaction(order, "Reversal", failed.Amount, failed.OriginalId);
        ledger.AddActions(order, "Release", again.Id, failed.OriginalId ?? 0,
            order.Actions.FindAll(action => action.TransactionId == id).ConvertAll(action => action.Line));
        transactions.Schedule(order, again);
        return [again];
    }

    public List<QliroTransaction> Rename(Fields request, QliroOrder order)
    {
        order.Reference =
            request.Text("NewMerchantReference", required: true, pattern: QliroPatterns.OrderReference())!;
        if (!order.IsQliroMethod) return [];
        var update = ledger.AddTransaction(order, "UpdateInvoice", 0m, Live(order).FirstOrDefault()?.Id);
        transactions.Schedule(order, update);
        return [update];
    }

    /// <summary>The reservations that can still be shipped from.</summary>
    public static List<QliroTransaction> Live(QliroOrder order)
        => order.Transactions.FindAll(one => one is { IsReservation: true, Succeeded: true, Superseded: false });

    private static void CheckManageable(QliroOrder order)
    {
        if (order.Cancelled) throw Cancelled(order);
        if (order.Status == CheckoutStatus.OnHold)
            throw QliroRefusal.Bad("PAYMENT_ONHOLD", $"Evaluation, the payment of order {order.Id} is on hold.");
        if (order.Status != CheckoutStatus.Completed)
            throw QliroRefusal.Bad("NO_PAYMENT_TRANSACTION",
                $"Evaluation, order {order.Id} has no payment transaction.");
    }

    private static QliroRefusal Cancelled(QliroOrder order)
        => QliroRefusal.Bad("ORDER_HAS_BEEN_CANCELLED", $"Evaluation, order {order.Id} has been cancelled.");

    private static QliroTransaction Reservation(QliroOrder order, long? id)
    {
        var live = Live(order);
        var found = id is null ? live.Count == 1 ? live[0] : null : live.Find(one => one.Id == id);
        return found ?? throw QliroRefusal.Bad("PAYMENT_REFERENCE_IS_INCORRECT",
            $"Evaluation, payment transaction {id} is no successful reservation of order {order.Id}.");
    }

    private static void CheckReplacement(QliroOrder order, QliroTransaction old, List<QliroLine> left,
        List<QliroLine> lines)
    {
        if (left.Count == 0) throw QliroRefusal.Bad("NO_ITEMS_LEFT_IN_RESERVATION",
            $"Evaluation, no items are left in reservation for payment transaction {old.Id}.");
        var shipped = order.Actions.Where(action => action.ActionType == "Ship" && action.ParentId == old.Id)
            .Select(action => action.Line).ToList();
        if (shipped.Exists(one => lines.Exists(line => line.Identity == one.Identity
            && (line.ExVat != one.ExVat || (line.Description ?? one.Description) != one.Description))))
            throw QliroRefusal.Bad("ITEM_SHIPPED_WITH_DIFFERENT_PRICEEXVAT_DESCRIPTION",
                "Evaluation, a shipped item cannot change.");
        if (order.IsQliroMethod) return;
        if (shipped.Count > 0)
            throw QliroRefusal.Bad("OPERATION_NOT_SUPPORTED", "Evaluation, items have already been shipped.");
        if (lines.Sum(line => line.Total) > LineLedger.AmountOf(left))
            throw QliroRefusal.Bad("OPERATION_NOT_SUPPORTED",
                "Evaluation, adding items that increase the amount is not supported.");
    }
}
