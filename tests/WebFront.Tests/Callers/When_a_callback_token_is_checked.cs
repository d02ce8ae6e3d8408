using System.Net;
using Microsoft.Extensions.Options;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.WebFront.Tests.Callers;

public sealed class When_a_callback_token_is_checked
{
    private static readonly PaymentKey key = PaymentKey.Of("norce", "1", "o1", "p1");

    [Trait("qliro", "55")]
    [Fact]
    public void Should_open_exactly_the_payment_it_was_made_for()
    {
        var tokens = Tokens("secret");
        var token = tokens.For(key);
        IsGood(tokens, key, token).ShouldBeTrue();
        foreach (var other in (PaymentKey[])
        [
            PaymentKey.Of("norce2", "1", "o1", "p1"), PaymentKey.Of("norce", "2", "o1", "p1"),
            PaymentKey.Of("norce", "1", "o2", "p1"), PaymentKey.Of("norce", "1", "o1", "p2"),
            PaymentKey.Of("norce1", "1", "o1", "p"), PaymentKey.Of("1", "norce", "o1", "p1"),
        ])
        {
            IsGood(tokens, other, token).ShouldBeFalse(other.ToString());
        }
    }

    [Fact]
    public void Should_be_an_unpadded_base64url_hmac_of_256_bits()
        => Tokens("secret").For(key).ShouldMatch("^[A-Za-z0-9_-]{43}$");

    [Fact]
    public void Should_sign_with_the_first_secret_and_verify_with_all()
    {
        var before = Tokens("old");
        var during = Tokens("new", "old");
        var after = Tokens("new");
        IsGood(during, key, before.For(key)).ShouldBeTrue();
        IsGood(during, key, during.For(key)).ShouldBeTrue();
        IsGood(after, key, during.For(key)).ShouldBeTrue();
        IsGood(after, key, before.For(key)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ååå")]
    public void Reject_anything_else(string? token) => IsGood(Tokens("secret"), key, token).ShouldBeFalse();

    [Fact]
    public void Reject_a_cut_or_lengthened_token()
    {
        var token = Tokens("secret").For(key);
        IsGood(Tokens("secret"), key, token[..^1]).ShouldBeFalse();
        IsGood(Tokens("secret"), key, token + "A").ShouldBeFalse();
    }

    [Fact]
    public void Should_not_start_without_a_secret() => Should.Throw<ArgumentException>(() => Tokens());

    [Fact]
    public async Task Should_be_switched_off_by_its_setting()
    {
        await using var front = await RunningFront.Start(("Adapter:RequireCallbackToken", "false"));
        var call = Route.All[4].Call(front, callbackToken: null);
        (await front.Client.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(CallbackPurpose.Checkout)]
    [InlineData(CallbackPurpose.Reports)]
    public void Should_expire_where_its_purpose_does(CallbackPurpose purpose)
    {
        var clock = new SimulatedTime(new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero));
        var tokens = new CallbackTokens(
            Options.Create(new CallbackTokenOptions
            {
                CallbackSecrets = ["secret"],
                CallbackTokenHours = new() { Checkout = 48, Reports = 48 },
            }), clock);
        var token = tokens.For(key, purpose);
        var other = purpose == CallbackPurpose.Checkout ? CallbackPurpose.Reports : CallbackPurpose.Checkout;

        tokens.Judge(key, purpose, token).ShouldBe(TokenVerdict.Good);
        tokens.Judge(key, other, token).ShouldBe(TokenVerdict.Wrong);
        tokens.Judge(PaymentKey.Of("norce", "1", "o1", "p2"), purpose, token).ShouldBe(TokenVerdict.Wrong);
        clock.Advance(TimeSpan.FromHours(47));
        tokens.Judge(key, purpose, token).ShouldBe(TokenVerdict.Good);
        clock.Advance(TimeSpan.FromHours(1));
        tokens.Judge(key, purpose, token).ShouldBe(TokenVerdict.Expired);
        var end = long.Parse(token.Split('.')[0]);
        tokens.Judge(key, purpose, $"{end + 3600}.{token.Split('.')[1]}").ShouldBe(TokenVerdict.Wrong);
        tokens.Judge(key, purpose, tokens.For(key)).ShouldBe(TokenVerdict.Good, "the setting is newer than the order");
    }

    [Fact]
    public void Should_not_expire_by_default()
    {
        var tokens = Tokens("secret");
        tokens.For(key, CallbackPurpose.Checkout).ShouldBe(tokens.For(key));
        tokens.For(key, CallbackPurpose.Reports).ShouldBe(tokens.For(key));
    }

    private static bool IsGood(CallbackTokens tokens, PaymentKey payment, string? token)
        => tokens.Judge(payment, CallbackPurpose.Reports, token) == TokenVerdict.Good;

    private static CallbackTokens Tokens(params string[] secrets) => new(Options.Create(new CallbackTokenOptions { CallbackSecrets = secrets }));
}
