using System.Text;
using QliroAdapter.Checkout;
using QliroAdapter.Composition;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.NorceSync;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Store;
using static QliroAdapter.Grains.Tests.OrderManagement.Documents;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>A back office that ships in hundreds of parts, or asks for ever for what Qliro refuses.</summary>
public sealed class When_a_payment_has_very_many_operations
{
    private static readonly DateTimeOffset dayAfter = Now + EndedOperations.FailureKept;

    private static readonly OperationRequest named = new(OperationType.Capture, Requests.Items(("a", 1)), "k-new");

    [Fact]
    public void Should_remember_every_key_of_what_moved_money_and_refuse_more()
    {
        var payment = Full(Succeeded);

        for (var ordinal = 1; ordinal <= OperationSections.OperationsMax; ordinal++)
            (named with { IdempotencyKey = $"k{ordinal}" }).DecideAlone(payment, Key, dayAfter.AddYears(1))!
                .IsAccepted.ShouldBeTrue();
        var refused = named.DecideAlone(payment, Key, dayAfter.AddYears(1))!.Error!;
        (refused.Code, refused.Message.Contains("500 operations", StringComparison.Ordinal))
            .ShouldBe(("payment-conflict", true));
    }

    [Fact]
    public void Should_make_room_by_the_oldest_that_moved_nothing()
    {
        var payment = Full(ordinal => ordinal is 3 or 7 ? Failed(ordinal) : Succeeded(ordinal));

        named.DecideAlone(payment, Key, dayAfter).ShouldBeNull();
        var next = Operation(OperationType.Capture, ordinal: payment.NextOrdinal()) with { RequestedAt = dayAfter };
        var after = PaymentDocument.Apply(payment, new OperationRequested(next));

        after.Operations.Count.ShouldBe(OperationSections.OperationsMax);
        after.Operations.Select(one => one.Ordinal).ShouldNotContain(3);
        after.Operations[^1].Ordinal.ShouldBe(501);
        after.NextOrdinal().ShouldBe(502);
    }

    [Fact]
    public void Should_answer_a_failed_key_as_before_for_a_day()
    {
        var payment = Full(ordinal => ordinal == 3 ? Failed(ordinal) : Succeeded(ordinal));

        named.DecideAlone(payment, Key, dayAfter.AddSeconds(-1))!.Error!.Code.ShouldBe("payment-conflict");
        (named with { IdempotencyKey = "k3" }).DecideAlone(payment, Key, dayAfter.AddSeconds(-1))!
            .Error!.Code.ShouldBe("qliro-bad-request");
    }

    [Fact]
    public void Should_keep_one_that_failed_after_qliro_had_accepted_a_part_of_it()
        => named.DecideAlone(
            Full(ordinal => Failed(ordinal) with { Parts = [Part(PartStatus.Failed, transactions: ordinal)] }),
            Key, dayAfter)!.Error!.Code.ShouldBe("payment-conflict");

    [Fact]
    public void Should_keep_what_an_audit_entry_is_to_tell()
    {
        var lines = new OperationLine("a", "Product", 1, 125m);
        var payment = Payment(PaymentState.Reserved, Long(1, lines), Long(2, lines));
        payment = PaymentDocument.Apply(
            payment, Audit.Enqueued(payment, Now, "capture", "capture 2 9", 125m, null, null, 2));

        payment = PaymentDocument.Apply(payment, new OperationRequested(Operation(OperationType.Capture, ordinal: 3)));

        payment.Operations.Select(one => one.Parts.Sum(part => part.Lines.Count)).ShouldBe([0, 1, 0]);
        payment.Operations.Select(one => one.TransactionsBefore.Count).ShouldBe([0, 1, 1]);
        AuditJson.Requests(payment, payment.Operations[1]).ShouldContain("\"a\"");
    }

    [Fact]
    public void Should_stay_far_below_the_size_that_can_be_stored()
    {
        var lines = Enumerable.Range(1, 200)
            .Select(number => new OperationLine($"{number}:ARTICLE-{number:0000000000}", "Product", 1, 125m)).ToArray();
        var payment = Payment(PaymentState.Reserved);
        for (var ordinal = 1; ordinal <= OperationSections.OperationsMax; ordinal++)
        {
            payment = PaymentDocument.Apply(payment, new OperationRequested(Long(ordinal, lines) with
            {
                Status = OperationStatus.Open,
                TransactionsBefore = [.. Enumerable.Range(1, ordinal).Select(id => 9_000_000L + id)],
            }));
            payment = PaymentDocument.Apply(payment, new OperationSucceeded(ordinal));
        }

        Encoding.UTF8.GetByteCount(Features.Json.Write(payment))
            .ShouldBeLessThan(DocumentTooLargeException.BytesMax / 4);
    }

    [Fact]
    public async Task Should_know_a_key_and_a_body_of_any_length_and_store_them_short()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        var key = new string('k', 30_000);
        Task<Outcome<CheckoutSnippet>> Ask(string reason) => purchase.Grain.RefundAmount(
            new() { Amount = 10m, Reason = reason, IdempotencyKey = key });
        (await purchase.Grain.Capture(new())).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        (await Ask(new string('r', 500))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        (await Ask(new string('r', 500))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        purchase.AdminOrder.Refunded.ShouldBe(1000);
        (await Ask(new string('s', 500))).Error!.IsConflict.ShouldBeTrue();
        var stored = (await purchase.Stored()).Operations[^1];
        (stored.IdempotencyKey!.Length, stored.Content.Length).ShouldBe((71, 71));
    }

    [Fact]
    public void Should_know_a_long_key_that_the_version_before_stored_as_it_was()
    {
        var key = new string('k', 300);
        var stored = Operation(OperationType.Capture, OperationStatus.Succeeded) with { IdempotencyKey = key };

        new OperationRequest(OperationType.Capture, [], key)
            .DecideAlone(Payment(PaymentState.Intent, stored), Key, Now)!.IsAccepted.ShouldBeTrue();
    }

    private static PaymentDocument Full(Func<int, Operation> operation) => Payment(
        PaymentState.Reserved,
        [.. Enumerable.Range(1, OperationSections.OperationsMax).Select(operation)]);

    private static Operation Succeeded(int ordinal) => Named(ordinal, OperationStatus.Succeeded) with
    {
        Parts = [Part(PartStatus.Succeeded, transactions: ordinal)],
    };

    private static Operation Failed(int ordinal) => Named(ordinal, OperationStatus.Failed) with
    {
        Parts = [Part(PartStatus.Failed)],
        Error = new() { Code = "qliro-bad-request", Message = "no" },
    };

    private static Operation Named(int ordinal, OperationStatus status)
        => Operation(OperationType.Capture, status, ordinal, isFull: false) with { IdempotencyKey = $"k{ordinal}" };

    private static Operation Long(int ordinal, params OperationLine[] lines) => Succeeded(ordinal) with
    {
        Parts =
        [
            Part(PartStatus.Succeeded, transactions: 9_000_000 + ordinal) with
            {
                RequestId = new(ordinal, 1, 1, new byte[8]), Lines = lines,
            },
        ],
    };
}
