using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using static QliroAdapter.Grains.Tests.OrderManagement.Documents;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>
/// An order that is reserved at Qliro with these lines. Planned operations are booked by Qliro's rules: each line must
/// exist at that price, and the sum must be above zero.
/// </summary>
internal sealed class BookedOrder
{
    private readonly List<AdminTransaction> transactions = [];
    private readonly List<AdminItemAction> actions = [];
    private readonly PaymentDocument payment;

    public BookedOrder(OrderLines lines)
    {
        payment = Payment(PaymentState.Reserved) with { Rows = lines.Rows };
        transactions.Add(Transaction(1, TransactionType.Preauthorization, lines.Total.Amount));
        actions.AddRange(lines.Lines.Select(line => Action(OrderItemActionType.Reserve, 1, line.MerchantReference,
            line.Quantity, line.PricePerItemIncVat, line.Type)));
    }

    public BookedOrder(decimal total, params AdminItemAction[] lines)
    {
        payment = Payment(PaymentState.Reserved);
        transactions.Add(Transaction(1, TransactionType.Preauthorization, total));
        actions.AddRange(lines);
    }

    public Qliro.AdminOrder AdminOrder => AdminOrder([.. transactions], [.. actions]);

    /// <summary>Captures these items and returns what it took; zero when nothing of worth is left.</summary>
    public Outcome<Taken> Capture(params (string Reference, int Quantity)[] items)
        => Take(OperationType.Capture, items);

    public Outcome<Taken> Refund(params (string Reference, int Quantity)[] items)
        => Take(OperationType.Refund, items);

    /// <summary>The worth of a capture of these units alone; books nothing.</summary>
    public Outcome<decimal> Worth(string reference, int units)
    {
        var plan = OperationPlan.For(
            Key, payment, new(OperationType.Capture, Requests.Items((reference, units)), null), AdminOrder, Now)!;
        return plan.IsAccepted ? plan.Value.Amount : plan.Error;
    }

    private Outcome<Taken> Take(OperationType type, (string, int)[] items)
    {
        if (OperationPlan.For(Key, payment, new(type, Requests.Items(items), null), AdminOrder, Now) is not { } plan)
            return new Taken(0m, []);
        if (!plan.IsAccepted) return plan.Error;
        foreach (var part in plan.Value.Parts) Book(type, part);
        return new Taken(plan.Value.Amount, [.. plan.Value.Parts.SelectMany(part => part.Lines)]);
    }

    private void Book(OperationType type, OperationPart part)
    {
        var left = (type == OperationType.Refund ? AdminOrder.Refundable() : AdminOrder.RemainingToShip())
            .Single(one => one.PaymentTransactionId == part.ActsOn).Lines;
        part.Amount.ShouldBeGreaterThan(0m);
        part.Lines.Sum(line => line.Quantity * line.PriceIncVat).ShouldBe(part.Amount);
        var id = transactions.Count + 1;
        var isRefund = type == OperationType.Refund;
        transactions.Add(Transaction(id, isRefund ? TransactionType.Refund : TransactionType.Capture, part.Amount,
            original: part.ActsOn));
        foreach (var line in part.Lines)
        {
            left.Single(one => one.MerchantReference == line.Reference && one.PricePerItemIncVat == line.PriceIncVat)
                .Quantity.ShouldBeGreaterThanOrEqualTo(line.Quantity);
            actions.Add(Action(isRefund ? OrderItemActionType.Return : OrderItemActionType.Ship, id, line.Reference,
                line.Quantity, line.PriceIncVat, line.Type));
        }
    }
}

/// <summary>What an operation took.</summary>
internal sealed record Taken(decimal Amount, IReadOnlyList<OperationLine> Lines);
