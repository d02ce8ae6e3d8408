namespace QliroAdapter.Partners.Tests;

/// <summary>Amounts, and that those of two currencies are never mixed.</summary>
public sealed class MoneyRules
{
    [Theory]
    [InlineData("0.005", "0.01")]
    [InlineData("-0.005", "-0.01")]
    [InlineData("0.0049", "0.00")]
    [InlineData("2.675", "2.68")]
    public void Should_round_halves_away_from_zero(string amount, string rounded)
        => Money.Round(decimal.Parse(amount)).ShouldBe(decimal.Parse(rounded));

    [Theory]
    [InlineData("sek", true)]
    [InlineData("SE", false)]
    [InlineData("SEKK", false)]
    [InlineData("S1K", false)]
    [InlineData(null, false)]
    public void Should_know_a_currency_by_its_form(string? text, bool isOne)
    {
        Money.IsCurrency(text).ShouldBe(isOne);
        if (isOne) new Money(1m, text!).Currency.ShouldBe("SEK");
        else Should.Throw<ArgumentException>(() => new Money(1m, text!)).Message.ShouldContain($"'{text}'");
    }

    [Fact]
    public void Should_add_take_off_and_compare()
    {
        var (less, more) = (new Money(1m, "SEK"), new Money(2.5m, "SEK"));

        (more + less, more - less).ShouldBe((new Money(3.5m, "SEK"), new Money(1.5m, "SEK")));
        bool[] compared = [less < more, less > more, less <= more, less >= more];
        compared.ShouldBe([true, false, true, false]);
        compared = [more < less, more > less, more <= less, more >= less];
        compared.ShouldBe([false, true, false, true]);
        var same = new Money(1m, "SEK");
        compared = [less < same, less > same, less <= same, less >= same];
        compared.ShouldBe([false, false, true, true]);
        (more.ToString(), new Money(1.2345m, "SEK").ToString()).ShouldBe(("2.50 SEK", "1.2345 SEK"));
    }

    [Fact]
    public void Should_never_mix_currencies()
        => Should.Throw<InvalidOperationException>(() => new Money(1m, "SEK") + new Money(1m, "NOK"))
            .Message.ShouldContain("1.00 NOK and 1.00 SEK have different currencies");
}
