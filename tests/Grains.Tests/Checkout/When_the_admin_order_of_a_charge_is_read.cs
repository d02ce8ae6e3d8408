using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Recurring;

namespace QliroAdapter.Grains.Tests.Checkout;

/// <summary>The pure decision, in guard order.</summary>
public sealed class When_the_admin_order_of_a_charge_is_read
{
    private static readonly DateTimeOffset now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Theory]
    [InlineData(PaymentState.Reserved, "Success", null)]
    [InlineData(PaymentState.Captured, "Success", null)]
    [InlineData(PaymentState.Processing, "Success", typeof(PurchaseCompleted))]
    [InlineData(PaymentState.Declined, "Success", typeof(EntryParked))]
    [InlineData(PaymentState.Removed, "Success", typeof(EntryParked))]
    [InlineData(PaymentState.Processing, "Error", typeof(PurchaseRefused))]
    [InlineData(PaymentState.Processing, "Cancelled", typeof(PurchaseRefused))]
    [InlineData(PaymentState.Declined, "Error", null)]
    [InlineData(PaymentState.Removed, "Error", null)]
    [InlineData(PaymentState.Creating, "Error", null)]
    [InlineData(PaymentState.Processing, "Created", null)]
    [InlineData(PaymentState.Processing, "InProcess", null)]
    [InlineData(PaymentState.Processing, "UserInteractionRequired", null)]
    [InlineData(PaymentState.Processing, "OnHold", null)]
    [InlineData(PaymentState.Processing, "SomethingNew", null)]
    public void Should_follow_the_state_and_the_transaction(PaymentState state, string status, Type? expected)
    {
        var events = ChargeOutcome.Decide(Payment(state), AdminOrder(("Preauthorization", status)), now);

        if (expected is null) events.ShouldBeEmpty();
        else events.ShouldContain(raised => raised.GetType() == expected);
    }

    [Fact]
    public void Should_take_a_debit_for_a_reservation()
        => ChargeOutcome.Decide(Payment(PaymentState.Processing), AdminOrder(("Debit", "Success")), now)
            .ShouldContain(raised => raised is PurchaseCompleted);

    [Fact]
    public void Should_wait_while_a_retry_of_qliros_is_open()
        => ChargeOutcome.Decide(
            Payment(PaymentState.Processing),
            AdminOrder(("Preauthorization", "Error"), ("Preauthorization", "Created")),
            now).ShouldBeEmpty();

    [Theory]
    [InlineData("Capture")]
    [InlineData("Registration")]
    [InlineData("UpdateInvoice")]
    public void Should_not_take_another_transaction_for_the_charge(string type)
        => ChargeOutcome.Decide(Payment(PaymentState.Processing), AdminOrder((type, "Success")), now).ShouldBeEmpty();

    [Fact]
    public void Should_decide_nothing_before_there_is_a_transaction()
        => ChargeOutcome.Decide(Payment(PaymentState.Processing), AdminOrder(), now).ShouldBeEmpty();

    [Fact]
    public void Should_note_a_fee_that_qliro_added()
        => ChargeOutcome.Decide(Payment(PaymentState.Processing), AdminOrder(("Preauthorization", "Success")) with
        {
            PaymentTransactions = [Transaction(1, "Preauthorization", "Success") with { Amount = 279m }],
        }, now).OfType<PurchaseCompleted>().Single().Mismatch.ShouldBe(29m);

    [Fact]
    public void Should_leave_a_payment_alone_that_is_no_charge()
        => ChargeOutcome.Decide(
            Payment(PaymentState.Processing) with { Charge = null }, AdminOrder(("Preauthorization", "Success")),
            now).ShouldBeEmpty();

    [Fact]
    public void Should_enqueue_for_norce_what_follows()
        => ChargeOutcome.Decide(Payment(PaymentState.Processing), AdminOrder(("Preauthorization", "Success")), now)
            .OfType<EntryEnqueued>()
                .Select(enqueued => enqueued.Kind).ShouldBe([OutboxKind.SyncNorce, OutboxKind.RecordTransaction]);

    private static PaymentDocument Payment(PaymentState state) => new()
    {
        Key = "acme/se/o1/p1",
        State = state,
        Amount = new(250m, "SEK"),
        BegunAt = now,
        QliroOrderId = QliroOrderId.Parse("4950001"),
        MerchantReference = "o1",
        Charge = new() { Token = Masked.Of("QLIRO_INVOICE"), RequestId = Guid.Empty, TransactionIds = [1] },
    };

    private static AdminOrder AdminOrder(params (string Type, string Status)[] transactions) => new()
    {
        Currency = "SEK",
        PaymentTransactions = [.. transactions.Select((one, index) => Transaction(index + 1, one.Type, one.Status))],
    };

    private static AdminTransaction Transaction(long id, string type, string status)
        => new() { PaymentTransactionId = id, Type = type, Status = status, Amount = 250m, Currency = "SEK" };
}
