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
        tokens.Matches(key, token).ShouldBeTrue();
        foreach (var other in (PaymentKey[])
        [
            PaymentKey.Of("norce2", "1", "o1", "p1"), PaymentKey.Of("norce", "2", "o1", "p1"),
            PaymentKey.Of("norce", "1", "o2", "p1"), PaymentKey.Of("norce", "1", "o1", "p2"),
            PaymentKey.Of("norce1", "1", "o1", "p"), PaymentKey.Of("1", "norce", "o1", "p1"),
        ])
        {
            tokens.Matches(other, token).ShouldBeFalse(other.ToString());
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
        during.Matches(key, before.For(key)).ShouldBeTrue();
        during.Matches(key, during.For(key)).ShouldBeTrue();
        after.Matches(key, during.For(key)).ShouldBeTrue();
        after.Matches(key, before.For(key)).ShouldBeFalse();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("ååå")]
    public void Reject_anything_else(string? token) => Tokens("secret").Matches(key, token).ShouldBeFalse();

    [Fact]
    public void Reject_a_cut_or_lengthened_token()
    {
        var token = Tokens("secret").For(key);
        Tokens("secret").Matches(key, token[..^1]).ShouldBeFalse();
        Tokens("secret").Matches(key, token + "A").ShouldBeFalse();
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

    private static CallbackTokens Tokens(params string[] secrets) => new(Options.Create(new CallbackTokenOptions { CallbackSecrets = secrets }));
}
