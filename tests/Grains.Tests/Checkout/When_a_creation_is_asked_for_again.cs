using System.Text.Json.Nodes;
using QliroAdapter.Checkout;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Checkout;

/// <summary>
/// The same message, not the same wish: it was sent again because its answer was lost, or its turn started again. It is
/// shown the checkout that it had opened; only another message is told of a conflict.
/// </summary>
public sealed class When_a_creation_is_asked_for_again
{
    private static readonly CreatePayment creation = new() { MessageId = new(1, 2, 3, new byte[8]) };

    [Fact]
    public async Task Should_answer_the_checkout_that_it_opened()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        var first = await Create(shop.Grains, orderId);
        var again = await Create(shop.Grains, orderId);
        var elsewhere = await Create(shop.OtherNode, orderId);

        first.Error.ShouldBeNull();
        again.Value.ShouldBe(first.Value);
        elsewhere.Value.ShouldBe(first.Value);
        Payments(shop, orderId).Count.ShouldBe(1);
        shop.Qliro.OrderIds.Count.ShouldBe(1);
        (await shop.Grains.Get(Shop.Key(orderId)).Create(new() { MessageId = new(9, 9, 9, new byte[8]) }))
            .Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);
    }

    [Fact]
    public async Task Should_answer_both_when_it_is_worked_on_twice()
    {
        for (var commit = 1; commit <= 7; commit++)
        {
            await using var shop = await Shop.Open();
            var orderId = shop.AddOrder();
            Outcome<CheckoutSnippet>? other = null;
            shop.Mishaps.Intrude(commit, async () => other = await Create(shop.OtherNode, orderId));

            var first = await shop.FinishOutbox(Create(shop.Grains, orderId));
            await shop.Pass(TimeSpan.FromMinutes(1));

            first.Error.ShouldBeNull($"commit {commit}");
            other!.Error.ShouldBeNull($"commit {commit}");
            other.Value!.PaymentId.ShouldBe(first.Value!.PaymentId, $"commit {commit}");
            var live = Payments(shop, orderId).Where(payment => (string?)payment["state"] != "removed").ToList();
            live.ShouldHaveSingleItem($"commit {commit}");
            ((string)live[0]["id"]!).ShouldBe(first.Value.PaymentId);
        }
    }

    [Fact]
    public async Task Should_answer_the_checkout_to_each_message_that_went_on_with_it()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        shop.Mishaps.DieAt(8, done: true);
        await Should.ThrowAsync<ProcessDiedException>(Create(shop.Grains, orderId));
        await shop.Restart();
        var next = new CreatePayment { MessageId = new(4, 5, 6, new byte[8]) };

        var finished = await shop.Grains.Get(Shop.Key(orderId)).Create(next);
        var again = await shop.Grains.Get(Shop.Key(orderId)).Create(next);
        var first = await Create(shop.Grains, orderId);

        finished.Error.ShouldBeNull();
        again.Value.ShouldBe(finished.Value);
        first.Value.ShouldBe(finished.Value);
        Payments(shop, orderId).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_be_shown_when_the_shopper_has_paid_meanwhile()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        var first = await Create(shop.Grains, orderId);
        var purchase = new Purchase(shop, orderId, first.Value!.PaymentId);
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();

        var begun = await purchase.Grain.Begin(new() { Attempt = 1, MessageId = creation.MessageId });
        begun.Value!.PaymentId.ShouldBe(first.Value.PaymentId);
        (await purchase.Stored()).CreatedFor.ShouldBe([creation.MessageId!.Value]);
    }

    [Fact]
    public async Task Should_be_made_anew_when_it_failed_and_was_cleared_away()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        shop.Qliro.Faults.On("POST", "merchantapi/Orders").Answer(
            400, """{"ErrorCode":"INVALID_REQUEST","ErrorMessage":"no"}""");

        (await Create(shop.Grains, orderId)).Error.ShouldNotBeNull();
        var again = await Create(shop.Grains, orderId);

        again.Error.ShouldBeNull();
        shop.LivePayments(orderId).Count.ShouldBe(1);
    }

    [Fact]
    public void Should_remember_so_many_messages_and_no_more()
    {
        var payment = Sample.Payment(PaymentState.Creating);
        for (var number = 0; number < 20; number++)
            payment = PaymentDocument.Apply(payment, new CreationContinued(new(number, 0, 0, new byte[8])));
        payment.CreatedFor.Count.ShouldBe(PaymentDocument.CreatedForMax);
        payment.WasCreatedFor(new(19, 0, 0, new byte[8])).ShouldBeTrue();
        payment.WasCreatedFor(null).ShouldBeFalse();
    }

    private static Task<Outcome<CheckoutSnippet>> Create(IPaymentGrains grains, string orderId)
        => grains.Get(Shop.Key(orderId)).Create(creation);

    private static List<JsonNode> Payments(Shop shop, string orderId)
        => [.. ((JsonArray)shop.Norce.Order(orderId)["payments"]!).Select(payment => payment!)];
}
