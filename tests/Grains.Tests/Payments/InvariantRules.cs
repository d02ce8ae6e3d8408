using QliroAdapter.Composition;
using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Payments;

/// <summary>Rules that no stored payment may break.</summary>
public sealed class InvariantRules
{
    [Theory]
    [InlineData(2, 0, 0, 0, true)]
    [InlineData(2, 2, 2, 0, true)]
    [InlineData(2, 1, 0, 1, true)]
    [InlineData(2, 3, 0, 0, false)]
    [InlineData(2, 2, 0, 1, false)]
    [InlineData(2, 1, 2, 0, false)]
    [InlineData(2, -1, 0, 0, false)]
    public void Should_hold_of_each_line(int reserved, int captured, int returned, int released, bool holds)
        => Holds(Sample.Payment(PaymentState.Reserved) with
        {
            Ledger = new() { Lines = [new("1:T-1", "Product", 125m, reserved, captured, returned, released)] },
        }).ShouldBe(holds);

    [Fact]
    public void Should_want_an_amount_that_is_not_negative()
    {
        Holds(Sample.Payment(PaymentState.Intent) with { Amount = new(0m, "SEK") }).ShouldBeTrue();
        Holds(Sample.Payment(PaymentState.Intent) with { Amount = new(-0.01m, "SEK") }).ShouldBeFalse();
    }

    [Theory]
    [InlineData(PaymentState.Creating, true)]
    [InlineData(PaymentState.Removed, true)]
    [InlineData(PaymentState.Intent, false)]
    [InlineData(PaymentState.Reserved, false)]
    public void Should_want_a_qliro_order_once_it_is_whole(PaymentState state, bool holdsWithout)
        => Holds(Sample.Payment(state) with { QliroOrderId = null }).ShouldBe(holdsWithout);

    public static TheoryData<string, string> Broken() => new()
    {
        { "negative amount", "the amount is not negative" },
        { "no order", "a live payment has a Qliro order" },
        { "many", "operations stay within their bound" },
        { "two open", "one operation is open at a time" },
        { "one id twice", "no request id serves twice" },
        { "pending", "nothing is captured before Qliro completed" },
        { "declined", "nothing is captured before Qliro completed" },
        { "unsound", "Qliro's admin order is sound (it is not)" },
        { "negative captured", "a has no negative units" },
        { "negative returned", "a has no negative units" },
        { "negative released", "a has no negative units" },
        { "line returned", "a returned no more than captured" },
        { "line captured", "a captured no more than reserved" },
        { "sum captured", "no more money is captured than reserved" },
        { "sum returned", "no more money is returned than captured" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Should_be_named_by_the_rule_that_is_broken(string what, string rule)
    {
        var broken = Should.Throw<BrokenInvariantException>(() => Features.All.Check(Breaking(what)));

        broken.Rule.ShouldBe(rule);
        broken.Message.ShouldBe($"{Sample.Key}: it does not hold that {rule}. Compare its timeline with Qliro's order "
            + "before anything else.");
    }

    [Fact]
    public void Should_say_what_to_do_with_a_document_that_cannot_be_read()
        => new UnreadablePaymentException("k", new FormatException()).Message
            .ShouldBe("k: its stored document cannot be read. Compare it with the version that wrote it.");

    [Fact]
    public void Should_hold_at_the_bounds()
    {
        Holds(Sample.Payment(PaymentState.Reserved) with { Operations = Operations(OperationSections.OperationsMax) })
            .ShouldBeTrue();
        Holds(Sample.Payment(PaymentState.Reserved) with
        {
            Operations = [Documents.Operation(OperationType.Capture, parts: Documents.Part(PartStatus.Sent))],
            Ledger = new() { Lines = [new("a", "Product", 125m, 2, 1, 1, 1), new("b", "Discount", -25m, 1, 1, 1, 0)] },
        }).ShouldBeTrue();
    }

    private static PaymentDocument Breaking(string what) => what switch
    {
        "negative amount" => Sample.Payment(PaymentState.Intent) with { Amount = new(-0.01m, "SEK") },
        "no order" => Sample.Payment(PaymentState.Intent) with { QliroOrderId = null },
        "many" => Sample.Payment(PaymentState.Reserved) with
        {
            Operations = Operations(OperationSections.OperationsMax + 1),
        },
        "two open" => Sample.Payment(PaymentState.Reserved) with
        {
            Operations =
                [Documents.Operation(OperationType.Capture), Documents.Operation(OperationType.Cancel, ordinal: 2)],
        },
        "one id twice" => Sample.Payment(PaymentState.Reserved) with
        {
            Operations =
            [
                Documents.Operation(OperationType.Capture,
                    parts: [Documents.Part(PartStatus.Sent), Documents.Part(PartStatus.NotSent)]),
            ],
        },
        "pending" => Sample.Payment(PaymentState.Pending) with
        {
            Operations = [Documents.Operation(OperationType.Capture)],
        },
        "declined" => Sample.Payment(PaymentState.Declined) with
        {
            Operations = [Documents.Operation(OperationType.Capture)],
        },
        "unsound" => Sample.Payment(PaymentState.Reserved) with { Ledger = new() { Contradiction = "it is not" } },
        "negative captured" => Booked(new LedgerLine("a", "Product", 125m, 2, -1, -1, 0)),
        "negative returned" => Booked(new LedgerLine("a", "Product", 125m, 2, 1, -1, 0)),
        "negative released" => Booked(new LedgerLine("a", "Product", 125m, 2, 1, 0, -1)),
        "line returned" => Booked(new LedgerLine("a", "Product", 125m, 2, 1, 2, 0)),
        "line captured" => Booked(new LedgerLine("a", "Product", 125m, 2, 2, 0, 1)),
        "sum captured" => Booked(
            new LedgerLine("a", "Product", 125m, 1, 1, 0, 0), new LedgerLine("b", "Discount", -25m, 1, 0, 0, 0)),
        "sum returned" => Booked(
            new LedgerLine("a", "Product", 125m, 1, 1, 1, 0), new LedgerLine("b", "Discount", -25m, 1, 1, 0, 0)),
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    private static Operation[] Operations(int count) =>
    [
        .. Enumerable.Range(1, count)
            .Select(number => Documents.Operation(OperationType.Capture, OperationStatus.Succeeded, number)),
    ];

    private static PaymentDocument Booked(params LedgerLine[] lines)
        => Sample.Payment(PaymentState.Reserved) with { Ledger = new() { Lines = lines } };

    private static bool Holds(PaymentDocument payment)
    {
        try
        {
            Features.All.Check(payment);
            return true;
        }
        catch (BrokenInvariantException broken)
        {
            broken.Key.ShouldBe(payment.Key);
            return false;
        }
    }
}
