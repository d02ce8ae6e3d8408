using System.Text;
using QliroAdapter.Store;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests;

public abstract partial class PaymentStoreContract<THome>
{
    [Fact]
    public async Task Should_know_nothing_of_a_payment_never_written()
    {
        (await Store.Load("shop/se/order-1/nobody", Cancellation)).ShouldBeNull();
        (await Records.Timeline("shop/se/order-1/nobody", 10, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_give_back_what_was_written_with_its_version()
    {
        var payment = A.Payment("p1");
        (await Commit(payment)).ShouldBe(1);
        (await Load(payment)).ShouldBe(new StoredPayment(payment.Key, 1, payment.Document));

        (await Commit(A.Payment("p1", 1))).ShouldBe(2);
        (await Load(payment)).ShouldBe(new StoredPayment(payment.Key, 2, A.Payment("p1", 1).Document));
    }

    [Fact]
    public async Task Should_let_exactly_one_of_two_first_writers_win()
    {
        (await Commit(A.Payment("p1"))).ShouldBe(1);
        (await IsTaken(A.Payment("p1") with { Document = "{}", State = "failed" })).ShouldBeFalse();

        (await Load(A.Payment("p1")))!.Document.ShouldBe(A.Payment("p1").Document);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Should_refuse_a_commit_decided_on_another_version(long expected)
    {
        await Commit(A.Payment("p1"));
        await Commit(A.Payment("p1", 1));

        (await IsTaken(A.Payment("p1", expected))).ShouldBeFalse();

        (await Load(A.Payment("p1")))!.Version.ShouldBe(2);
        (await Records.Timeline(A.Payment("p1").Key, 10, Cancellation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_refuse_a_later_version_of_a_payment_that_is_not_there()
    {
        (await IsTaken(A.Payment("p1", 1))).ShouldBeFalse();
        (await Load(A.Payment("p1"))).ShouldBeNull();
        (await Records.Timeline(A.Payment("p1").Key, 10, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_keep_an_orders_creation_record_beside_its_payments()
    {
        await Commit(A.Creation("order-1"));
        await Commit(A.Payment("p1"));
        (await Load(A.Creation("order-1")))!.Version.ShouldBe(1);
        (await Load(A.Payment("p1")))!.Version.ShouldBe(1);
    }

    [Theory]
    [InlineData("this is no payment")]
    [InlineData("")]
    public async Task Should_keep_a_document_nobody_can_read_when_its_payment_is_parked(string text)
    {
        var payment = A.Payment("p1") with { Document = text, DueAt = A.Noon };
        await Commit(payment);

        await Commit(payment with { ExpectedVersion = 1, DueAt = null, ParkedReason = "It cannot be read." });

        (await Load(payment)).ShouldBe(new StoredPayment(payment.Key, 2, text));
        var parked = await Records.Find(new() { ParkedOnly = true }, Cancellation);
        parked.ShouldHaveSingleItem().ParkedReason.ShouldBe("It cannot be read.");
        (await Store.Due(A.Noon.AddDays(1), 10, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_keep_every_letter()
    {
        const string text = "Åsa Öberg 🧾 'quoted' \"double\" \\ % _ \u0001 \n 日本語 — ß";
        var payment = A.Payment(text, orderId: text) with
        {
            Document = text,
            State = text,
            QliroOrderId = text,
            ParkedReason = text,
            Timeline = [A.Entry(text)],
        };
        await Commit(payment);

        (await Load(payment))!.Document.ShouldBe(text);
        var found = (await Records.Find(new() { Text = text }, Cancellation)).ShouldHaveSingleItem();
        found.ShouldSatisfyAllConditions(
            () => found.Key.ShouldBe(payment.Key),
            () => found.OrderId.ShouldBe(text),
            () => found.State.ShouldBe(text),
            () => found.ParkedReason.ShouldBe(text));
        (await Records.Timeline(payment.Key, 1, Cancellation)).ShouldHaveSingleItem().Summary.ShouldBe(text);
    }

    [Theory]
    [InlineData("a\0b")]
    [InlineData("half of a letter \ud83e")]
    public async Task Should_take_words_of_others_that_are_no_text(string words)
    {
        var payment = A.Payment("p1") with { ParkedReason = words, Timeline = [A.Entry(words)] };
        await Commit(payment);
        (await Records.Timeline(payment.Key, 1, Cancellation)).ShouldHaveSingleItem().Summary[0].ShouldBe(words[0]);
    }

    [Fact]
    public async Task Should_take_a_document_of_four_mebibytes()
    {
        var payment = A.Payment("p1") with { Document = new string('x', DocumentTooLargeException.BytesMax) };
        await Commit(payment);
        (await Load(payment))!.Document.Length.ShouldBe(DocumentTooLargeException.BytesMax);
    }

    [Theory]
    [InlineData((DocumentTooLargeException.BytesMax / 2) + 1)]
    [InlineData(5 * 1024 * 1024)]
    public async Task Should_refuse_a_larger_document_by_name(int letters)
    {
        // Two bytes a letter, because the limit counts bytes.
        var payment = A.Payment("p1") with { Document = new('å', letters) };
        var refusal = await Should.ThrowAsync<DocumentTooLargeException>(() => Commit(payment));
        refusal.Key.ShouldBe(payment.Key);
        refusal.Bytes.ShouldBe(Encoding.UTF8.GetByteCount(payment.Document));
        (await Load(payment)).ShouldBeNull();
    }

    [Fact]
    public async Task Should_have_every_acknowledged_commit_after_reopening()
    {
        for (var version = 0; version < 20; version++)
            foreach (var id in new[] { "p1", "p2" }) await Commit(A.Payment(id, version));

        await Reopen();

        foreach (var id in new[] { "p1", "p2" })
        {
            (await Load(A.Payment(id))).ShouldBe(new(A.Payment(id).Key, 20, A.Payment(id, 19).Document));
            (await Records.Timeline(A.Payment(id).Key, 100, Cancellation)).Count.ShouldBe(20);
        }
    }
}
