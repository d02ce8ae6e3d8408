using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using static QliroAdapter.Grains.Tests.OrderManagement.Documents;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>
/// Three a of 125.00 are captured, one under 2 and two under 3. What is given back of which, sums and fees included.
/// </summary>
public sealed class When_a_refund_is_planned
{
    private static readonly Qliro.AdminOrder captured = Captured();

    [Fact]
    public void Should_give_a_sum_back_of_the_oldest_capture_first()
    {
        var plan = Sum(200m).Value!;

        plan.Parts.Select(part => (part.ActsOn, part.Amount)).ShouldBe([(2L, 125m), (3L, 75m)]);
        plan.Parts.Select(part => part.Addition).ShouldBe(
        [
            new("REFUND-1", "Scratched", -125m, -100m, 25m), new("REFUND-1", "Scratched", -75m, -60m, 25m),
        ]);
        (plan.Type, plan.IsFull, plan.Amount, plan.Ordinal).ShouldBe((OperationType.RefundAmount, false, 200m, 1));
    }

    [Fact]
    public void Should_ask_no_more_captures_than_the_sum_needs()
        => Sum(125m).Value!.Parts.ShouldHaveSingleItem().ActsOn.ShouldBe(2);

    [Fact]
    public void Should_give_back_all_and_not_an_ore_more()
    {
        Sum(375m).Value!.Amount.ShouldBe(375m);
        Sum(375.01m).Error!.Message
            .ShouldBe("375.01 asked for, 375.00 SEK can be given back of payment p_1.");
    }

    [Theory]
    [InlineData(null, "Återbetalning")]
    [InlineData(" ", "Återbetalning")]
    [InlineData("Sorry", "Sorry")]
    public void Should_tell_the_customer_why(string? reason, string text)
        => Sum(1m, reason).Value!.Parts[0].Addition!.Description.ShouldBe(text);

    [Fact]
    public void Should_cut_a_long_reason()
        => Sum(1m, new('x', RefundOrderAmount.ReasonMax + 1)).Value!.Parts[0].Addition!.Description.Length
            .ShouldBe(RefundOrderAmount.ReasonMax);

    /// <summary>The book costs less than both mugs together; as much as they do; and more.</summary>
    [Theory]
    [InlineData(100, 25)]
    [InlineData(250, 25)]
    [InlineData(300, 12)]
    public void Should_use_the_vat_of_the_goods_that_are_worth_most(int book, int percent)
    {
        var adminOrder = AdminOrder(
            [
                Transaction(1, TransactionType.Preauthorization, 250m + book),
                Transaction(2, TransactionType.Capture, 250m + book, original: 1),
            ],
            Action("Reserve", 1, "b", 1, book), Action("Reserve", 1, "a", 2, 125m),
            Action("Ship", 2, "b", 1, book) with { VatRate = 12m },
            Action("Ship", 2, "a", 2, 125m) with { VatRate = 25m });

        Plan(new(OperationType.RefundAmount, [], null) { Amount = 10m }, adminOrder).Value!.Parts[0].Addition!
            .VatPercent.ShouldBe(percent);
    }

    [Fact]
    public void Should_keep_fees_of_the_first_capture_that_can_bear_them()
    {
        var plan = Plan(Returned(Fee("FEE", 60m), Fee("WRAP", 65m)), captured).Value!;

        plan.Parts.Select(part => (part.ActsOn, part.Amount, part.Fees.Count)).ShouldBe([(2L, 125m, 0), (3L, 125m, 2)]);
        plan.Parts[1].Lines.ShouldBe([new("a", "Product", 2, 125m)]);
        Plan(Returned(Fee("FEE", 124.99m)), captured).Value!.Parts
            .Select(part => (part.ActsOn, part.Amount)).ShouldBe([(2L, 0.01m), (3L, 250m)]);
    }

    [Fact]
    public void Should_refuse_fees_that_leave_nothing()
    {
        Plan(Returned(Fee("FEE", 249.99m)), captured).Value!.Amount.ShouldBe(125.01m);
        Plan(Returned(Fee("FEE", 250m)), captured).Error!.Message
            .ShouldBe("Fees of 250.00 leave nothing to give back of any one capture of payment p_1.");
    }

    [Fact]
    public void Should_return_goods_for_what_sums_have_left_of_them()
    {
        var plan = Plan(Returned(), Captured(Transaction(4, TransactionType.Credit, -50m, original: 2))).Value!;

        plan.Parts.Select(part => (part.ActsOn, part.Amount)).ShouldBe([(2L, 75m), (3L, 250m)]);
        plan.Parts.Select(part => part.GivenBefore)
            .ShouldBe([new("GIVEN-BACK", "Återbetalning", -50m, -40m, 25m), null]);
    }

    [Fact]
    public void Should_take_goods_first_from_captures_of_which_no_sum_was_given_back()
    {
        var adminOrder = Captured(Transaction(4, TransactionType.Credit, -50m, original: 2));

        Plan(new(OperationType.Refund, Requests.Items(("a", 2)), null), adminOrder).Value!.Parts
            .Select(part => (part.ActsOn, part.Amount)).ShouldBe([(3L, 250m)]);
        Plan(new(OperationType.Refund, Requests.Items(("a", 3)), null), adminOrder).Error!.Message.ShouldBe(
            "The items asked for on payment p_1 are worth 125.00, and 75.00 can be given back of capture 2, of which "
                + "50.00 were given back without items.");
    }

    [Fact]
    public void Should_remember_what_asked_for_it_and_what_was_before()
    {
        var message = new Guid(7, 0, 0, new byte[8]);
        var request = new OperationRequest(OperationType.Refund, [], new string('k', 201)) { MessageId = message };

        var plan = Plan(request, Captured(Transaction(4, TransactionType.Capture, 1m, "Created", original: 1))).Value!;

        plan.IdempotencyKey.ShouldNotBeNull().ShouldStartWith("sha256:");
        (plan.MessageId, plan.Content, plan.RequestedAt, plan.Status, plan.IsFull)
            .ShouldBe((message, "Refund:", Now, OperationStatus.Open, true));
        plan.TransactionsBefore.ShouldBe([1, 2, 3, 4]);
        plan.OpenBefore.ShouldBe([4]);
        plan.Parts.Select(part => (part.Number, part.Status, part.SentAt, part.RequestId)).ShouldBe(
        [
            (1, PartStatus.Sent, Now, RequestIds.For(Key, OperationType.Refund, 1, 1, 4)),
            (2, PartStatus.NotSent, (DateTimeOffset?)null, RequestIds.For(Key, OperationType.Refund, 1, 2, 4)),
        ]);
    }

    private static Qliro.AdminOrder Captured(params AdminTransaction[] more) => AdminOrder(
        [
            Transaction(1, TransactionType.Preauthorization, 375m),
            Transaction(2, TransactionType.Capture, 125m, original: 1),
            Transaction(3, TransactionType.Capture, 250m, original: 1), .. more,
        ],
        Action("Reserve", 1, "a", 3, 125m) with { VatRate = 25m },
        Action("Ship", 2, "a", 1, 125m) with { VatRate = 25m },
        Action("Ship", 3, "a", 2, 125m) with { VatRate = 25m });

    private static OperationRequest Returned(params ReturnFee[] fees)
        => new(OperationType.Refund, [], null) { Fees = fees };

    private static ReturnFee Fee(string reference, decimal price)
        => new() { Reference = reference, Description = "Return", PriceIncVat = price, PriceExVat = price };

    private static Outcome<Operation> Sum(decimal amount, string? reason = "Scratched")
        => Plan(new(OperationType.RefundAmount, [], null) { Amount = amount, Reason = reason }, captured);

    private static Outcome<Operation> Plan(OperationRequest request, Qliro.AdminOrder adminOrder) => OperationPlan.For(
        Key, Payment(PaymentState.Captured) with { Culture = "sv-SE" }, request, adminOrder, Now)!;
}
