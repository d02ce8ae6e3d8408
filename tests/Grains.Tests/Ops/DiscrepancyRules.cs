using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Norce;
using QliroAdapter.NorceSync;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.Reconciliation;

namespace QliroAdapter.Grains.Tests.Ops;

/// <summary>
/// Every discrepancy by name, in the order in which they are checked, with what repairs it; a dash stands for a person.
/// </summary>
public sealed class DiscrepancyRules
{
    private static readonly PaymentStateOptions names = new();

    [Theory]
    [InlineData(PaymentState.Reserved, "order-gone", "no-place-at-norce -")]
    [InlineData(PaymentState.Reserved, "payment-gone", "no-place-at-norce -")]
    [InlineData(PaymentState.Reserved, "payment-removed", "no-place-at-norce -")]
    [InlineData(PaymentState.Captured, "order-gone", "no-place-at-norce -")]
    [InlineData(PaymentState.Intent, "order-gone", "")]
    [InlineData(PaymentState.Cancelled, "order-gone", "")]
    [InlineData(PaymentState.Intent, "payment-gone", "payment-ended-at-norce ResyncLines")]
    [InlineData(PaymentState.Intent, "payment-removed", "payment-ended-at-norce ResyncLines")]
    [InlineData(PaymentState.Intent, "agreed", "")]
    [InlineData(PaymentState.Intent, "cart", "cart-further-at-norce ResyncLines")]
    [InlineData(PaymentState.Intent, "reference", "payment-behind-at-norce ResyncLines")]
    [InlineData(PaymentState.Intent, "hooks", "hooks-missing-at-norce RegisterHooks")]
    [InlineData(PaymentState.Reserved, "hooks", "")]
    [InlineData(PaymentState.Reserved, "agreed", "")]
    [InlineData(PaymentState.Reserved, "reference", "payment-behind-at-norce SyncNorce")]
    [InlineData(PaymentState.Reserved, "actions", "actions-differ-at-norce SyncNorce")]
    [InlineData(PaymentState.Reserved, "order-state", "order-state-behind-at-norce SyncNorce")]
    [InlineData(PaymentState.Removed, "agreed", "left-over-at-norce RemoveAtNorce")]
    [InlineData(PaymentState.Removed, "payment-removed", "")]
    [InlineData(PaymentState.Creating, "order-gone", "")]
    public void Should_name_what_norce_shows_otherwise(PaymentState state, string otherwise, string expected)
        => Named(Discrepancies.Find(Sample.Payment(state), AtNorce(state, otherwise), names)).ShouldBe(expected);

    [Theory]
    [InlineData(PaymentState.Intent, "InProcess", "")]
    [InlineData(PaymentState.Intent, "Completed", "purchase-further-at-qliro ReconcileWithQliro")]
    [InlineData(PaymentState.Processing, "OnHold", "purchase-further-at-qliro ReconcileWithQliro")]
    [InlineData(PaymentState.Processing, "Refused", "purchase-further-at-qliro ReconcileWithQliro")]
    [InlineData(PaymentState.Pending, "OnHold", "")]
    [InlineData(PaymentState.Pending, "Completed", "purchase-further-at-qliro ReconcileWithQliro")]
    public void Should_name_a_purchase_that_qliro_has_decided(PaymentState state, string status, string expected)
    {
        var snapshot = AtNorce(state, "agreed") with { Checkout = Sample.QliroOrder(status) };

        Named(Discrepancies.Find(Sample.Payment(state), snapshot, names)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(PaymentState.Reserved, 2, 0, 0, "admin-order-further-at-qliro ReconcileWithQliro")]
    [InlineData(PaymentState.Reserved, 1, 0, 0, "admin-order-further-at-qliro ReconcileWithQliro")]
    [InlineData(PaymentState.Reserved, 0, 0, 2, "released-at-qliro -, admin-order-further-at-qliro ReconcileWithQliro")]
    [InlineData(PaymentState.Reserved, 0, 0, 0, "")]
    [InlineData(PaymentState.Declined, 0, 0, 0, "money-at-ended-payment -")]
    [InlineData(PaymentState.Declined, 0, 0, 2, "")]
    public void Should_name_money_that_moved_at_qliro(
        PaymentState state, int captured, int returned, int released, string expected)
    {
        var payment = Sample.Payment(state) with { Ledger = Documents.Ledger(2) };
        var snapshot = AtNorce(state, "agreed") with { AdminOrder = Moved(captured, returned, released) };

        Named(Discrepancies.Find(payment, snapshot, names)).ShouldBe(expected);
    }

    /// <summary>Right after a purchase nobody has read the admin order, and nobody has missed anything.</summary>
    [Fact]
    public void Should_name_nothing_when_the_admin_order_was_never_read_and_no_money_moved()
    {
        var snapshot = AtNorce(PaymentState.Reserved, "agreed") with { AdminOrder = Moved(0, 0, 0) };
        Discrepancies.Find(Sample.Payment(PaymentState.Reserved), snapshot, names).ShouldBeEmpty();

        var moved = snapshot with { AdminOrder = Moved(1, 0, 0) };
        Named(Discrepancies.Find(Sample.Payment(PaymentState.Reserved), moved, names))
            .ShouldBe("admin-order-further-at-qliro ReconcileWithQliro");
    }

    [Fact]
    public void Should_say_of_the_admin_order_only_what_differs()
    {
        var payment = Sample.Payment(PaymentState.Reserved) with { Ledger = Documents.Ledger(2) };
        var snapshot = AtNorce(PaymentState.Reserved, "agreed") with { AdminOrder = Moved(1, 0, 0) };
        Discrepancies.Find(payment, snapshot, names).ShouldHaveSingleItem().What
            .ShouldBe("Qliro's admin order: captured 125.00, here 0.00; returnable 125.00, here 0.00.");
    }

    [Fact]
    public void Should_call_for_a_person_when_qliro_has_no_such_purchase()
    {
        var snapshot = AtNorce(PaymentState.Reserved, "agreed") with { IsGoneAtQliro = true };
        Named(Discrepancies.Find(Sample.Payment(PaymentState.Reserved), snapshot, names))
            .ShouldBe("purchase-unknown-at-qliro -");
    }

    private static string Named(IEnumerable<FoundDiscrepancy> discrepancies)
        => string.Join(
            ", ", discrepancies.Select(discrepancy => $"{discrepancy.Name} {discrepancy.Repair?.ToString() ?? "-"}"));

    /// <summary>A Norce order that matches a payment in this state, except for one thing.</summary>
    private static PartnerSnapshot AtNorce(PaymentState state, string otherwise)
    {
        var desired = DesiredNorceState.Of(Sample.Payment(state), names);
        var status = state.IsOpen() ? "checkout" : state == PaymentState.Pending ? "accepted"
            : state == PaymentState.Declined ? "checkout" : "completed";
        var order = Sample.NorceOrder(
            otherwise == "order-state" ? "processing" : status, otherwise == "cart" ? 300m : 250m);
        var payment = order.Payments![0] with
        {
            State = otherwise == "payment-removed"
                ? "removed"
                : state == PaymentState.Removed ? "intent" : desired.PaymentState,
            Reference = otherwise == "reference" ? "41" : "42",
            Actions = otherwise == "actions" ? [] : [.. desired.Actions.Select(type => new NorcePaymentAction
            {
                AdapterId = NorceAdapter.Id, Type = type, Url = "http://adapter.example",
            })],
        };
        return new()
        {
            Norce = otherwise == "order-gone"
                ? null
                : order with { Payments = otherwise == "payment-gone" ? [] : [payment] },
            HooksMissing = otherwise == "hooks" ? 4 : 0,
        };
    }

    /// <summary>An admin order of 2 reserved units, of which these were captured, returned and released.</summary>
    private static AdminOrder Moved(int captured, int returned, int released)
    {
        List<AdminTransaction> transactions = [Documents.Transaction(1, TransactionType.Preauthorization, 250m)];
        List<AdminItemAction> actions = [Action(1, OrderItemActionType.Reserve, 2)];
        Move(captured, 2, TransactionType.Capture, OrderItemActionType.Ship);
        Move(returned, 3, TransactionType.Refund, OrderItemActionType.Return);
        Move(released, 4, TransactionType.Reversal, OrderItemActionType.Release);
        return Documents.AdminOrder(transactions, [.. actions]);

        void Move(int units, long id, string type, string action)
        {
            if (units == 0) return;
            transactions.Add(Documents.Transaction(id, type, 125m * units, original: 1));
            actions.Add(Action(id, action, units));
        }
    }

    private static AdminItemAction Action(long transaction, string type, int quantity) => new()
    {
        PaymentTransactionId = transaction, ActionType = type, MerchantReference = "a", Type = OrderItemType.Product,
        Quantity = quantity, PricePerItemIncVat = 125m,
    };
}
