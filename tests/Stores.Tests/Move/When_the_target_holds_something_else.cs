using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests.Move;

/// <summary>What the database holds stays and is reported.</summary>
public sealed class When_the_target_holds_something_else
{
    private const string Key = "shop/se/order-1/one";

    // Every column and the history: a copy with one wrong value is not a copy.
    [Theory]
    [InlineData("update payments set version = 2")]
    [InlineData("update payments set document = document || ' '")]
    [InlineData("update payments set due_at = due_at + interval '1 microsecond'")]
    [InlineData("update payments set due_at = null")]
    [InlineData("update payments set parked_reason = ''")]
    [InlineData("update payments set qliro_order_id = '4712'")]
    [InlineData("update payments set state = 'reserved'")]
    [InlineData("update payments set owed_calls = 0")]
    [InlineData("update payments set updated_at = updated_at + interval '1 millisecond'")]
    [InlineData("update payments set last_event = 3")]
    [InlineData("update payments set merchant = 'shops', channel = 'e'")]
    [InlineData("update payment_events set summary = 'other' where seq = 2")]
    [InlineData("update payment_events set kind = 'call' where seq = 2")]
    [InlineData("update payment_events set at = at + interval '1 second' where seq = 2")]
    [InlineData("update payment_events set seq = 3 where seq = 2")]
    [InlineData("delete from payment_events where seq = 1")]
    public async Task Should_find_a_row_that_was_tampered_with(string tampering)
    {
        await using var removal = await Removal.Of(Payment());
        (await removal.Move()).ShouldBeTrue();
        await removal.Ask(tampering);

        (await removal.Move()).ShouldBeFalse();
        removal.Told.ShouldContain(line => line.StartsWith($"conflict  {Key}: ", StringComparison.Ordinal));
        removal.Told[^1].ShouldStartWith("not verified: 1 payments here");
    }

    [Fact]
    public async Task Should_find_a_row_that_is_changed_while_they_move()
    {
        await using var removal = await Removal.Of();
        (await removal.Move()).ShouldBeTrue(); // The tables are there.
        await removal.Ask(
            """
            create function spoil() returns trigger language plpgsql as
            $$ begin new.state := 'captured'; return new; end $$;
            create trigger spoil before insert on payments for each row when (new.payment_id = '000500')
            execute function spoil()
            """);
        removal.Fill(1000);
        (await removal.Move()).ShouldBeFalse();
        removal.Told.ShouldContain("conflict  shop/se/many/000500: version 2 on both sides, but not the same content");
    }

    [Fact]
    public async Task Should_never_overwrite_what_has_moved_on()
    {
        await using var removal = await Removal.Of(Payment());
        await removal.Move();
        var database = await removal.To.Open();
        await database.Payments.Commit(A.Payment("one", 1), CancellationToken.None);
        await database.Close();
        removal.Fill(10);

        (await removal.Move()).ShouldBeFalse();
        removal.Told.ShouldContain($"conflict  {Key}: version 1 here, 2 in the target");
        (await removal.Ask("select version from payments")).ShouldBe(2L);
        (await removal.Ask("select count(*) from payments")).ShouldBe(1L);
    }

    [Fact]
    public async Task Should_mix_with_nobody_elses_payments()
    {
        await using var removal = await Removal.Of(Payment());
        var database = await removal.To.Open();
        for (var number = 100; number < 130; number++)
            await database.Payments.Commit(A.Payment($"other-{number}"), CancellationToken.None);
        await database.Close();

        (await removal.Move()).ShouldBeFalse();
        removal.Told.ShouldContain("conflict  shop/se/order-1/other-100: only the target has it, at version 1");
        removal.Told.ShouldContain("conflict  and 10 more");
        (await removal.Ask("select count(*) from payments")).ShouldBe(30L);
    }

    private static Store.PaymentCommit Payment() => A.Payment("one") with
    {
        QliroOrderId = "4711",
        OutboxEntries = 3,
        DueAt = A.Noon,
        ParkedReason = "Norce says no.",
        Timeline = [A.Entry("first"), A.Entry("second")],
    };
}
