using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Checkout;
using QliroAdapter.Composition;
using QliroAdapter.Norce;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Recurring;
using QliroAdapter.Upselling;

namespace QliroAdapter.Convention.Tests;

/// <summary>
/// Payments as earlier versions stored them (the files of stored/), read by this one. Such documents stay in databases
/// for years, so these files are never changed to suit the code. A new kind of document gets a file of its own.
/// </summary>
public sealed class The_stored_documents
{
    private const string Folder = "tests/Convention.Tests/stored";

    /// <summary>Sums that earlier versions wrote beside the lines that they follow from.</summary>
    private static readonly string[] derived =
        ["ledger.reserved", "ledger.captured", "ledger.returned", "ledger.released", "memberOfALaterVersion"];

    public static TheoryData<string> Files
        => [.. Repository.Files(".json").Where(file => file.StartsWith(Folder, StringComparison.Ordinal))];

    [Fact]
    public void Should_be_there_for_each_main_shape() => Files.Count.ShouldBeGreaterThanOrEqualTo(4);

    /// <summary>What was read is written again under the same names with the same values; nothing is dropped.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Should_keep_each_member(string file)
    {
        var before = Repository.Text(file);
        var after = Features.Json.Write(Features.Json.Read(before));
        var (was, kept) = (Leaves(JsonNode.Parse(before), ""), Leaves(JsonNode.Parse(after), ""));
        was.Where(leaf => !derived.Any(path => leaf.Key.StartsWith(path, StringComparison.Ordinal)))
            .Where(leaf => kept.GetValueOrDefault(leaf.Key) != leaf.Value)
            .Select(leaf => $"{leaf.Key}: {leaf.Value}, then {kept.GetValueOrDefault(leaf.Key)}").ShouldBeEmpty();
    }

    /// <summary>Every member of a stored payment that JSON has stands in one of the files.</summary>
    [Fact]
    public void Should_show_every_member_of_a_payment()
    {
        var shown = Files.SelectMany(file => JsonNode.Parse(Repository.Text(file.Data))!.AsObject())
            .Select(member => member.Key).ToHashSet(StringComparer.Ordinal);
        Features.Json.Options.GetTypeInfo(typeof(PaymentDocument)).Properties.Select(member => member.Name)
            .Except(shown).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Should_hold_what_must_hold_of_a_payment(string file)
        => Should.NotThrow(() => Features.All.Check(Read(file)));

    [Fact]
    public void Should_tell_what_is_reserved()
    {
        var payment = Read("reserved");
        payment.State.ShouldBe(PaymentState.Reserved);
        payment.Amount.ShouldBe(new(475m, "SEK"));
        payment.QliroOrderId.ShouldBe(QliroOrderId.Of(42));
        payment.ReplacedOrders.ShouldBe([QliroOrderId.Of(41)]);
        payment.Rows["1:T-1"].RowId.ShouldBe("r1");
        payment.Configuration!.MerchantReferenceSource.ShouldBe(MerchantReferenceSource.OrderCartReference);
        payment.Configuration.VoucherText.ShouldBe("Presentkort");
        payment.AmountMismatch.ShouldBe(29m);
        payment.Upsell!.IsUnread.ShouldBeTrue();
        payment.Upsell!.Attempts.ShouldHaveSingleItem().State.ShouldBe(UpsellState.Completed);
        (payment.Ledger.Reserved, payment.Ledger.Captured, payment.Ledger.Returned).ShouldBe((475m, 125m, 105m));
        payment.Ledger.Returnable.ShouldBeNull();
    }

    [Fact]
    public void Should_tell_how_far_operations_are()
    {
        var operations = Read("reserved").Operations;
        operations.Select(one => (one.Type, one.Status)).ShouldBe(
        [
            (OperationType.Capture, OperationStatus.Succeeded), (OperationType.Refund, OperationStatus.Failed),
            (OperationType.Capture, OperationStatus.Open),
        ]);
        operations[0].Parts[0].TransactionIds.ShouldBe([1003L]);
        operations[0].MessageId.ShouldBeNull();
        operations[1].Parts[0].Fees.ShouldHaveSingleItem().PriceIncVat.ShouldBe(20m);
        operations[1].Error!.QliroError!.ErrorCode.ShouldBe("E1");
        operations[2].Parts[0].IsUnknown.ShouldBeTrue("it was accepted without a transaction");
        operations[2].Parts[1].Status.ShouldBe(PartStatus.NotSent);
        operations[2].Amount.ShouldBe(350m);
    }

    [Fact]
    public void Should_tell_what_is_in_the_outbox()
    {
        var outbox = Read("reserved").Outbox;
        outbox.Select(entry => entry.Kind).ShouldBe(
        [
            OutboxKind.AdvanceOperation, OutboxKind.ReconcileWithQliro, OutboxKind.SyncNorce, OutboxKind.RecheckNorce,
            OutboxKind.RecordTransaction, OutboxKind.Reconcile,
        ]);
        (outbox[0].Ordinal, outbox[0].Attempts).ShouldBe((3, 2));
        outbox[2].HeldFor.ShouldBe(TimeSpan.FromMinutes(90));
        var audit = outbox[4].Audit.ShouldNotBeNull();
        (audit.Event, audit.IsSuccess, audit.Operation).ShouldBe(("refund", false, 2));
    }

    [Fact]
    public void Should_tell_of_a_charge_that_is_under_way()
    {
        var payment = Read("creating");
        payment.State.ShouldBe(PaymentState.Creating);
        payment.Attempt.ShouldBe(2);
        payment.HasOpenCharge().ShouldBeTrue();
        payment.Charge!.Token.Reveal().ShouldBe("QLIRO_INVOICE");
        payment.Charge!.Lines!.ShouldHaveSingleItem().Quantity.ShouldBe(2);
        payment.PendingEntry(OutboxKind.ChargeRecurring).ShouldNotBeNull();
        // Members of later versions have the value that an old document means.
        payment.CreatedFor.ShouldBeEmpty();
        payment.QliroOrders.ShouldBe(1);
        payment.Operations.ShouldBeEmpty();
        payment.Ledger.Lines.ShouldBeEmpty();
    }

    [Fact]
    public void Should_tell_what_is_captured_and_given_back()
    {
        var payment = Read("captured");
        payment.State.ShouldBe(PaymentState.Captured);
        payment.Amount.Currency.ShouldBe("NOK");
        payment.Ledger.HasLeftToReturn().ShouldBeTrue();
        payment.Ledger.Returnable.ShouldBe(200m);
        payment.Operations[0].Type.ShouldBe(OperationType.CancelItems);
        payment.Operations[0].Parts[0].Stays.ShouldHaveSingleItem().Description.ShouldBe("Krus");
        payment.Operations[0].Parts[0].WasBusy.ShouldBeTrue();
        payment.Operations[1].Type.ShouldBe(OperationType.RefundAmount);
        payment.Operations[1].Parts[0].Addition!.PriceIncVat.ShouldBe(-50m);
        payment.Recurring!.Last4Digits.ShouldBe("1111");
        payment.ShippingNews!.Payload!.Reveal().ShouldContain("s1");
    }

    [Fact]
    public void Should_tell_why_a_payment_is_parked()
    {
        var payment = Read("parked");
        payment.ParkedBecause.ShouldNotBeNull().ShouldContain("returned is at most captured");
        payment.Successor.ShouldBe(new() { MerchantReference = "o4/2", Number = 2 });
        var parked = payment.PendingEntry(OutboxKind.SyncNorce).ShouldNotBeNull();
        (parked.IsParked, parked.Attempts).ShouldBe((true, 9));
    }

    private static PaymentDocument Read(string file) => Features.Json.Read(
        Repository.Text(file.Contains('/', StringComparison.Ordinal) ? file : $"{Folder}/{file}.json"));

    /// <summary>Each value by its path; numbers in one form.</summary>
    private static Dictionary<string, string> Leaves(JsonNode? node, string path) => node switch
    {
        JsonObject members => Join(members.Select(member
            => Leaves(member.Value, path.Length == 0 ? member.Key : $"{path}.{member.Key}"))),
        JsonArray items => Join(items.Select((item, index) => Leaves(item, $"{path}[{index}]"))),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number
            => new() { [path] = value.GetValue<decimal>().ToString("0.##", null) },
        _ => new() { [path] = node?.ToString() ?? "null" },
    };

    private static Dictionary<string, string> Join(IEnumerable<Dictionary<string, string>> parts)
        => parts.SelectMany(part => part).ToDictionary(leaf => leaf.Key, leaf => leaf.Value, StringComparer.Ordinal);
}
