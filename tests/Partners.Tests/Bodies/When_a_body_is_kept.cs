using System.Text;
using Microsoft.Extensions.Options;
using QliroAdapter.Ops;
using QliroAdapter.Partners;
using QliroAdapter.Qliro;
using QliroAdapter.Tests;

namespace QliroAdapter.Partners.Tests.Bodies;

/// <summary>Bodies of calls are kept without persons and secrets, and never more of them than can be afforded.</summary>
public sealed class When_a_body_is_kept
{
    [Fact]
    public void Should_keep_only_texts_that_are_known_to_be_about_nobody()
        => BodyRedaction.Of("""
            {"MerchantApiKey":"secret","OrderId":4711,"Currency":"SEK","PersonalNumber":199001011234,
             "Customer":{"Email":"a@b.se","Id":"c-1","JuridicalType":"Physical","Age":33},
             "OrderItems":[{"MerchantReference":"T-1","Description":"A mug","PricePerItemIncVat":125.0,"Quantity":2}],
             "NewMember":"who knows","OrderHtmlSnippet":"<div>"}
            """u8)
            .ShouldBe("""
                {"MerchantApiKey":"***","OrderId":4711,"Currency":"SEK","PersonalNumber":"***","Customer":{"Email":"***","Id":"***","JuridicalType":"***","Age":"***"},"OrderItems":[{"MerchantReference":"T-1","Description":"***","PricePerItemIncVat":125.0,"Quantity":2}],"NewMember":"***","OrderHtmlSnippet":"***"}
                """);

    [Theory]
    [InlineData("", "")]
    [InlineData("null", "null")]
    [InlineData("[\"a\",1,true]", "[\"***\",1,true]")]
    [InlineData("<html>Anna</html>", "no JSON, 17 bytes")]
    [InlineData("{\"status\":\"call 070-123 45 67\"}", "{\"status\":\"call ***\"}")]
    public void Should_stay_safe_whatever_comes(string body, string kept)
        => BodyRedaction.Of(Encoding.UTF8.GetBytes(body)).ShouldBe(kept);

    [Fact]
    public void Should_be_cut_when_it_is_long()
        => BodyRedaction.Of(Encoding.UTF8.GetBytes($"[{string.Join(',', Enumerable.Repeat("\"x\"", 5000))}]"))
            .Length.ShouldBe(CallBody.LengthMax);

    [Fact]
    public void Should_keep_of_a_callback_all_that_its_replay_needs()
    {
        var journal = new BodyJournal(Options.Create(new BodyOptions()), new SimulatedTime());
        var push = new QliroPush
        {
            OrderId = QliroOrderId.Of(4711), MerchantReference = "ref-1", Status = "Completed", NotificationType = "UpsellStatus",
            PaymentTransactionId = 7, OriginalPaymentTransactionId = 6, ReplacesOriginalPaymentTransaction = true,
            UpsellId = "upsell1", PaymentType = "Preauthorization", Amount = 125.5m, Currency = "SEK",
            ErrorCode = "CARD_EXPIRED", Timestamp = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        };

        journal.KeepCallback(PaymentKey.Of("m", "c", "o", "p"), CallbackNames.Push, default,
            push with { ProviderResultDescription = "Anna says no" }, Done.Yes);

        journal.Waiting.TryRead(out var call).ShouldBeTrue();
        var kept = call!.Redacted();
        (kept.Key, kept.Operation, kept.IsCallback, kept.Answer).ShouldBe(("m/c/o/p", "callback push", true, "{}"));
        kept.Request.ShouldNotContain("Anna");
        System.Text.Json.JsonSerializer.Deserialize<QliroPush>(kept.Request, QliroJson.Options)
            .ShouldBe(push with { ProviderResultDescription = "***" });
    }

    [Fact]
    public void Should_keep_no_callback_when_nothing_is_kept()
    {
        var journal = new BodyJournal(Options.Create(new BodyOptions { KeepBodiesHours = 0 }), new SimulatedTime());
        journal.KeepCallback(PaymentKey.Of("m", "c", "o", "p"), CallbackNames.Push, default, null, Done.Yes);
        journal.Waiting.TryRead(out _).ShouldBeFalse();
    }

    [Fact]
    public void Should_be_wanted_for_a_known_payment_and_no_more_than_a_few_seconds_bring()
    {
        var clock = new SimulatedTime();
        var journal = new BodyJournal(Options.Create(new BodyOptions()), clock);
        journal.Wanted().ShouldBeNull();
        BodyJournal.About(PaymentKey.Of("m", "c", "o", "p"));
        for (var call = 0; call < BodyJournal.SavedSeconds * BodyJournal.PerSecondMax; call++)
            journal.Wanted().ShouldBe("m/c/o/p");
        journal.Wanted().ShouldBeNull();
        clock.Advance(TimeSpan.FromSeconds(1));
        for (var call = 0; call < BodyJournal.PerSecondMax; call++) journal.Wanted().ShouldBe("m/c/o/p");
        journal.Wanted().ShouldBeNull();
        clock.Advance(TimeSpan.FromHours(1));
        for (var call = 0; call < BodyJournal.SavedSeconds * BodyJournal.PerSecondMax; call++)
            journal.Wanted().ShouldBe("m/c/o/p");
        journal.Wanted().ShouldBeNull();
        new BodyJournal(Options.Create(new BodyOptions { KeepBodiesHours = 0 }), clock).Wanted().ShouldBeNull();
    }

    [Fact]
    public void Should_take_so_many_versions_beside_so_many_calls()
    {
        var clock = new SimulatedTime();
        var journal = new BodyJournal(Options.Create(new BodyOptions()), clock);
        BodyJournal.About(PaymentKey.Of("m", "c", "o", "p"));
        for (var version = 0; version < BodyJournal.SavedSeconds * BodyJournal.VersionsPerSecondMax; version++)
            journal.WantsVersion().ShouldBeTrue();
        journal.WantsVersion().ShouldBeFalse();
        journal.Wanted().ShouldNotBeNull();
        clock.Advance(TimeSpan.FromSeconds(1));
        journal.WantsVersion().ShouldBeTrue();
        new BodyJournal(Options.Create(new BodyOptions { KeepBodiesHours = 0 }), clock).WantsVersion().ShouldBeFalse();
    }

    /// <summary>Whoever hands something over never waits: what does not fit is dropped.</summary>
    [Fact]
    public void Should_be_dropped_when_nobody_stores()
    {
        var journal = new BodyJournal(Options.Create(new BodyOptions()), new SimulatedTime());
        for (var call = 0; call < 1000; call++)
            journal.Keep(new KeptCall("m/c/o/p", default, "Norce", "GET", 200, [], []));
        var kept = 0;
        while (journal.Waiting.TryRead(out _)) kept++;
        kept.ShouldBe(BodyJournal.WaitingMax);
    }
}
