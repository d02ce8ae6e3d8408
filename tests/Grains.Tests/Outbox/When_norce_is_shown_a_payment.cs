using QliroAdapter.NorceSync;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using static QliroAdapter.Grains.Tests.OrderManagement.Documents;

namespace QliroAdapter.Grains.Tests.Outbox;

public sealed class When_norce_is_shown_a_payment
{
    [Theory]
    [InlineData(PaymentState.Intent, "intent", "")]
    [InlineData(PaymentState.Processing, "processing", "")]
    [InlineData(PaymentState.Pending, "pending", "")]
    [InlineData(PaymentState.Reserved, "reserved", "capture,cancel")]
    [InlineData(PaymentState.Captured, "captured", "refund")]
    [InlineData(PaymentState.Credited, "refunded", "")]
    [InlineData(PaymentState.Cancelled, "removed", "")]
    [InlineData(PaymentState.Declined, "declined", "")]
    [InlineData(PaymentState.Removed, "removed", "")]
    public void Should_get_state_and_actions(PaymentState state, string word, string actions)
    {
        var desired = DesiredNorceState.Of(Payment(state), new() { Cancelled = "removed", Refunded = "refunded" });

        (desired.PaymentState, string.Join(',', desired.Actions)).ShouldBe((word, actions));
    }

    [Theory]
    [InlineData(2, 0, 0, "capture,cancel")]
    [InlineData(2, 1, 0, "capture,cancel,refund")]
    [InlineData(2, 1, 1, "capture,cancel")]
    [InlineData(0, 0, 0, "cancel")]
    public void Should_be_offered_what_is_possible_while_reserved(
        int reserved, int captured, int returned, string actions)
        => string.Join(',', Desired(Payment(PaymentState.Reserved) with
        {
            Ledger = Ledger(
            reserved, captured, returned)
        }).Actions).ShouldBe(actions);

    [Fact]
    public void Should_be_offered_nothing_while_an_operation_is_open()
        => Desired(Payment(PaymentState.Reserved, Operation(
            OperationType.Capture, parts: Part(PartStatus.Sent)))).Actions.ShouldBeEmpty();

    [Theory]
    [InlineData(PartStatus.NotSent, "waiting", false)]
    [InlineData(PartStatus.Sent, "unknown", false)]
    [InlineData(PartStatus.Accepted, "unknown", false)]
    [InlineData(PartStatus.Accepted, "accepted", true)]
    public void Should_carry_the_open_operation(PartStatus status, string word, bool isNamed)
    {
        long[] transactions = isNamed ? [8] : [];
        var open = Operation(OperationType.Refund, parts:
            [Part(PartStatus.Succeeded, transactions: 7), Part(status, number: 2, transactions: transactions)]);

        var shown = Desired(Payment(PaymentState.Captured, open)).Attributes["qliroOperation"]!.Value;

        shown.GetProperty("type").GetString().ShouldBe("refund");
        shown.GetProperty("status").GetString().ShouldBe(word);
        shown.GetProperty("requestId").GetGuid().ShouldBe(open.Parts[1].RequestId);
        shown.GetProperty("transactionIds").EnumerateArray().Select(id => id.GetInt64())
            .ShouldBe([7, .. transactions]);
    }

    [Fact]
    public void Should_carry_amounts_only_when_there_are_some()
    {
        var attributes =
            Desired(Payment(PaymentState.Captured) with { Ledger = Ledger(2, 2, 1), AmountMismatch = 19m }).Attributes;

        attributes["qliroCaptured"]!.Value.GetDecimal().ShouldBe(250m);
        attributes["qliroRefunded"]!.Value.GetDecimal().ShouldBe(125m);
        attributes["qliroAmountMismatch"]!.Value.GetDecimal().ShouldBe(19m);
        Desired(Payment(PaymentState.Reserved)).Attributes.Values.ShouldAllBe(value => value == null);
    }

    private static DesiredNorceState Desired(PaymentDocument payment) => DesiredNorceState.Of(payment, new());
}
