namespace QliroAdapter.Sandbox.Qliro;

/// <summary>
/// Operations on what was captured: return items, add a discount to the invoice. Called while the ledger's gate is
/// held.
/// </summary>
internal sealed class Returns(QliroLedger ledger, Transactions transactions, QliroSimulatorOptions options)
{
    private sealed record Planned(QliroTransaction Capture, List<QliroLine> Lines, decimal Amount);

    public List<QliroTransaction> Return(Fields request, QliroOrder order)
    {
        CheckPaid(order);
        var planned = request.Objects("Returns", required: true).ConvertAll(one => Plan(one, order));
        foreach (var same in planned.GroupBy(one => one.Capture))
        {
            LineLedger.Take(LineLedger.Shipped(order, same.Key.Id), LineRules.Merge(same.SelectMany(one => one.Lines)),
                $"capture {same.Key.Id}");
            CheckAmount(same.Sum(one => one.Amount), Refundable(order, same.Key));
        }

        var made = planned.ConvertAll(one => Book(order, one));
        for (var at = 0; at < made.Count; at++)
        {
            // Card providers accept the first of several reversals sent at once and reject the others.
            if (at > 0 && options.RejectsConcurrentRefunds) made[at].FailsWith = "CONCURRENT_REVERSAL";
            transactions.Schedule(order, made[at]);
        }

        return made;
    }

    /// <summary>Records a refund of these lines of a capture; also used for refunds by Qliro's staff.</summary>
    public QliroTransaction Refund(QliroOrder order, QliroTransaction capture, List<QliroLine> lines, decimal fee = 0m)
    {
        var refund = Book(order, new Planned(capture, lines, LineLedger.AmountOf(lines) - fee));
        transactions.Schedule(order, refund);
        return refund;
    }

    public List<QliroTransaction> AddToInvoice(Fields request, QliroOrder order)
    {
        CheckPaid(order);
        if (!order.Transactions.Exists(one => one is { Type: "Capture", Succeeded: true }))
            throw QliroRefusal.Bad("NO_SHIPPED_ITEMS_AVAILABLE", $"Evaluation, order {order.Id} has no shipped items.");
        var planned = new List<(QliroTransaction Capture, decimal Amount, List<QliroLine> Lines)>();
        foreach (var addition in request.Objects("Additions", required: true))
        {
            var capture = Capture(order, addition.Long("PaymentTransactionId", required: true)!.Value);
            var lines = addition.Objects("OrderItems", required: true).ConvertAll(Discounted);
            var before = planned.Where(one => one.Capture == capture).Sum(one => one.Amount);
            CheckAmount(-LineLedger.AmountOf(lines), Refundable(order, capture) - before);
            planned.Add((capture, -LineLedger.AmountOf(lines), lines));
        }

        var made = planned.ConvertAll(one =>
        {
            var added = ledger.AddTransaction(order, options.AdditionType, -one.Amount, one.Capture.Id);
            added.IsAddition = true;
            if (options.AdditionAction is { } action)
                ledger.AddActions(order, action, added.Id, one.Capture.Id, one.Lines);
            return added;
        });
        foreach (var transaction in made) transactions.Schedule(order, transaction);
        return made;
    }

    private static QliroLine Discounted(Fields item)
    {
        var reference = item.Text("MerchantReference", required: true, pattern: QliroPatterns.ItemReference())!;
        var description = item.Text("Description", max: 4000);
        if (item.OneOf("Type", true, "Product", "Discount", "Fee", "Shipping") != "Discount")
            throw item.Wrong("Type", "Only discounts can be added.");
        var rate = item.VatRate();
        var ex = item.Price("PricePerItemExVat", required: true)!.Value;
        var inc = item.Price("PricePerItemIncVat", required: true)!.Value;
        if (inc >= 0 || ex > 0) throw item.Wrong("PricePerItemIncVat", "A discount must be below zero.");
        if (ex < inc) throw item.Wrong("PricePerItemExVat", "The price excluding VAT exceeds the price including VAT.");
        var quantity = item.Int("Quantity", required: true, min: 1)!.Value;
        return new QliroLine(reference, description, "Discount", quantity, inc, ex, rate, null);
    }

    private Planned Plan(Fields one, QliroOrder order)
    {
        var capture = Capture(order, one.Long("PaymentTransactionId", required: true)!.Value);
        var lines =
            LineLedger.Take(LineLedger.Shipped(order, capture.Id), LineRules.ReadNamed(one), $"capture {capture.Id}");
        var amount =
            LineLedger.AmountOf(lines) - Extra(one, "Fees", positive: true) + Extra(one, "Discounts", positive: false);
        CheckAmount(amount, Refundable(order, capture));
        return new Planned(capture, lines, amount);
    }

    private static decimal Extra(Fields one, string list, bool positive) => !one.Has(list) ? 0m
        : one.Objects(list, required: true).Sum(entry =>
        {
            entry.Text("MerchantReference", required: true, pattern: QliroPatterns.ItemReference());
            entry.Text("Description", max: 4000);
            var ex = entry.Price("PricePerItemExVat", required: true)!.Value;
            var inc = entry.Price("PricePerItemIncVat", required: true)!.Value;
            if (positive ? inc <= 0 || ex < 0 : inc >= 0 || ex >= 0)
                throw entry.Wrong("PricePerItemIncVat", positive ? "A fee must be positive."
                    : "A discount must be below zero.");
            return inc;
        });

    private QliroTransaction Book(QliroOrder order, Planned planned)
    {
        var refund = ledger.AddTransaction(order, "Refund", planned.Amount, planned.Capture.Id);
        ledger.AddActions(order, "Return", refund.Id, planned.Capture.Id, planned.Lines);
        return refund;
    }

    private static void CheckPaid(QliroOrder order)
    {
        if (order.Status == CheckoutStatus.OnHold)
            throw QliroRefusal.Bad("PAYMENT_ONHOLD", $"Evaluation, the payment of order {order.Id} is on hold.");
        if (order.Transactions.Count == 0)
            throw QliroRefusal.Bad("NO_PAYMENT_TRANSACTION",
                $"Evaluation, order {order.Id} has no payment transaction.");
    }

    private QliroTransaction Capture(QliroOrder order, long id)
    {
        var found = ledger.FindTransaction(id)
            ?? throw QliroRefusal.Bad("PAYMENT_REFERENCE_IS_INCORRECT",
                $"Evaluation, there is no payment transaction {id}.");
        if (found.OrderId != order.Id)
            throw QliroRefusal.Bad("OPERATION_NOT_SUPPORTED",
                $"Evaluation, transaction {id} and order {order.Id} belong to different orders.");
        if (found.Type != "Capture")
            throw QliroRefusal.Bad("INVALID_PAYMENT_TYPE",
                $"Evaluation, expected payment type Capture, actual {found.Type}.");
        return found.Succeeded ? found
            : throw QliroRefusal.Bad("PAYMENT_REFERENCE_IS_INCORRECT", $"Evaluation, capture {id} is {found.Status}.");
    }

    /// <summary>
    /// Lines left to return, less what was given back of the capture beyond the lines that went with it: fees stay
    /// kept.
    /// </summary>
    public static decimal Returnable(QliroOrder order, QliroTransaction capture)
    {
        var beyond = order.Transactions
            .Where(one => one.OriginalId == capture.Id && one is { GivesBack: true, Succeeded: true })
            .Sum(one => Math.Max(0m, Math.Abs(one.Amount) - order.Actions
                .Where(action => action.TransactionId == one.Id && !one.IsAddition).Sum(action => action.Line.Total)));
        return Math.Max(0m, LineLedger.AmountOf(LineLedger.Shipped(order, capture.Id)) - beyond);
    }

    private static decimal Refundable(QliroOrder order, QliroTransaction capture) => capture.Amount - order.Transactions
        .Where(one => one.OriginalId == capture.Id && one.GivesBack
            && (one.Succeeded || one.IsOpen))
        .Sum(one => Math.Abs(one.Amount));

    private static void CheckAmount(decimal amount, decimal refundable)
    {
        if (amount <= 0 || amount > refundable)
            throw QliroRefusal.Bad("INVALID_REQUEST_TOTAL_AMOUNT",
                $"Evaluation, items should add up to at most '{refundable}'. Actual Request Total '{amount}'.");
    }
}
