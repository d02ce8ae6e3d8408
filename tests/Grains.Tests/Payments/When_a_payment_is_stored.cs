using System.Text.Json;
using QliroAdapter.Checkout;
using QliroAdapter.Composition;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Recurring;
using QliroAdapter.Upselling;

namespace QliroAdapter.Grains.Tests.Payments;

/// <summary>Features own parts of the document; in JSON they are its members, as programs before this one wrote them.</summary>
public sealed class When_a_payment_is_stored
{
    private static readonly PaymentDocument payment = Sample.Payment(PaymentState.Reserved) with
    {
        Upsell = new() { IsOpen = true },
        Successor = new() { MerchantReference = "o-1/2", Number = 2 },
        ReplacedOrders = [QliroOrderId.Of(7)],
        SessionFrom = Sample.Now,
        Ledger = new() { Lines = [new("1:T-1", "Product", 125m, 2, 1, 0, 0)] },
        Charge = new() { Token = Masked.Of("QLIRO_INVOICE"), RequestId = Guid.Empty },
        Recurring = RecurringDetails.OfInvoice("Invoice"),
        ShippingNews = new() { IsSuccess = true, Digest = "d" },
        CheckAt = Sample.Now,
        ParkedBecause = "a rule.",
    };

    [Fact]
    public void Should_write_what_features_own_at_its_old_place()
        => Members(payment).SkipWhile(name => name != "upsell").ShouldBe(
        [
            "upsell", "successor", "replacedOrders", "sessionFrom", "ledger", "operations", "charge", "recurring",
            "shippingNews", "checkAt", "traces", "parkedBecause", "owed",
        ]);

    [Fact]
    public void Should_write_lists_that_are_empty_and_nothing_for_what_is_absent()
        => Members(Sample.Payment(PaymentState.Intent)).SkipWhile(name => name != "orderAccepted").ShouldBe(
            ["orderAccepted", "replacedOrders", "ledger", "operations", "traces", "owed"]);

    [Fact]
    public void Should_read_what_it_wrote()
    {
        var text = Features.Json.Write(payment);
        var read = Features.Json.Read(text);
        Features.Json.Write(read).ShouldBe(text);
        read.ReplacedOrders.ShouldBe(payment.ReplacedOrders);
        read.Ledger.Lines.ShouldBe(payment.Ledger.Lines);
        read.Charge!.Token.Reveal().ShouldBe("QLIRO_INVOICE");
    }

    [Fact]
    public void Should_leave_the_document_that_another_was_made_from()
    {
        var before = Features.Json.Write(payment);
        var changed = payment with { Upsell = null, SessionFrom = null };
        changed.Upsell.ShouldBeNull();
        changed.Ledger.ShouldBe(payment.Ledger);
        Features.Json.Write(payment).ShouldBe(before);
    }

    private static List<string> Members(PaymentDocument document)
    {
        using var json = JsonDocument.Parse(Features.Json.Write(document));
        return [.. json.RootElement.EnumerateObject().Select(member => member.Name)];
    }
}
