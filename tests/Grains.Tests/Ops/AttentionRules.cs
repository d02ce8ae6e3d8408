using QliroAdapter.Composition;
using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Ops;

/// <summary>Why a person must act on a payment, in the order in which it is checked, and with how much money.</summary>
public sealed class AttentionRules
{
    private static readonly DateTimeOffset now = Documents.Now.AddHours(1);

    [Fact]
    public void Should_need_nobody_while_all_goes_its_way()
    {
        Of(Documents.Payment(PaymentState.Reserved)).ShouldBeNull();
        Of(Documents.Payment(PaymentState.Captured, Operation(OperationStatus.Succeeded, PartStatus.Succeeded))).ShouldBeNull();
        Of(Documents.Payment(PaymentState.Reserved, Operation(OperationStatus.Open, PartStatus.Accepted, 900001)))
            .ShouldBeNull();
        Of(Documents.Payment(PaymentState.Reserved) with { Outbox = [Entry(OutboxKind.SyncNorce, isParked: false)] })
            .ShouldBeNull();
    }

    [Fact]
    public void Should_need_a_person_for_a_payment_that_is_parked_as_a_whole_first()
    {
        var payment = Documents.Payment(PaymentState.Reserved) with
        {
            ParkedBecause = "it does not hold.",
            Outbox = [Entry(OutboxKind.SyncNorce, isParked: true)],
        };
        Of(payment).ShouldBe(new(AttentionKinds.Parked, "Nothing is done with it: it does not hold.", now, 250m));
    }

    [Fact]
    public void Should_say_in_words_what_a_parked_entry_could_not_do()
    {
        var found = Of(Documents.Payment(PaymentState.Reserved) with
        {
            Outbox = [Entry(OutboxKind.SyncNorce, isParked: true)],
        })!;
        found.Kind.ShouldBe(AttentionKinds.Parked);
        found.Reason.ShouldBe("The adapter could not bring addresses, payment, actions and order state at Norce to what is "
            + "true here. Norce says no.");
        (found.At, found.AtRisk).ShouldBe((Documents.Now, 250m));
    }

    [Fact]
    public void Should_call_a_parked_comparison_a_discrepancy()
        => Of(Documents.Payment(PaymentState.Reserved) with { Outbox = [Entry(OutboxKind.Reconcile, isParked: true)] })!
            .ShouldSatisfyAllConditions(
                found => found.Kind.ShouldBe(AttentionKinds.Discrepancy),
                found => found.Reason.ShouldBe("Norce, the adapter and Qliro differ. Norce says no."));

    [Fact]
    public void Should_need_a_person_when_an_outcome_stays_unknown_for_longer_than_usual()
    {
        var sent = Documents.Part(PartStatus.Sent, 125m) with { SentAt = Documents.Now };
        var payment = Documents.Payment(
            PaymentState.Reserved, Documents.Operation(OperationType.Capture, parts: [sent]));
        Of(payment).ShouldBe(new(AttentionKinds.OutcomeUnknown,
            "It is unknown what became of capture 1: Qliro gave no answer.", Documents.Now.AddMinutes(5), 125m));
    }

    [Fact]
    public void Should_need_a_person_for_a_failed_operation_until_a_later_one_is_requested()
    {
        var failed = Operation(OperationStatus.Failed, PartStatus.Failed) with
        {
            Error = new() { Code = "qliro-error", Message = "Qliro says no." },
        };
        Of(Documents.Payment(PaymentState.Reserved, failed)).ShouldBe(new(AttentionKinds.OperationFailed,
            "Qliro did not carry out capture 1: Qliro says no.", Documents.Now, 250m));

        var later = Operation(OperationStatus.Succeeded, PartStatus.Succeeded) with { Ordinal = 2 };
        Of(Documents.Payment(PaymentState.Captured, failed, later)).ShouldBeNull();
    }

    [Theory]
    [InlineData(2, 0, 0, 0, 250)]
    [InlineData(2, 2, 1, 0, 125)]
    [InlineData(2, 0, 0, 2, 0)]
    public void Should_count_the_money_that_is_reserved_or_taken(
        int reserved, int captured, int returned, int released, decimal expected)
        => Of(Documents.Payment(PaymentState.Reserved) with
        {
            ParkedBecause = "why",
            Ledger = Documents.Ledger(reserved, captured, returned, released),
        })!.AtRisk.ShouldBe(expected);

    private static Attention? Of(PaymentDocument payment) => Features.All.Attention(payment, now);

    private static Operation Operation(OperationStatus status, PartStatus part, params long[] transactions)
        => Documents.Operation(
            OperationType.Capture, status, parts: [Documents.Part(part, transactions: transactions)]);

    private static OutboxEntry Entry(OutboxKind kind, bool isParked) => new()
    {
        Kind = kind, DueAt = Documents.Now, Since = Documents.Now, Problem = "Norce says no.", IsParked = isParked,
    };
}
