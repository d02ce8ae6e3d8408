using System.Text.Json;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_an_order_is_given_a_reference
{
    [Theory]
    [InlineData("onksAnol")]
    [InlineData("a")]
    [InlineData("A_b-1234567890123456789ab")]
    public void Should_take_a_text_that_fits_as_it_is(string text)
        => MerchantReference.For(text, 1).ToString().ShouldBe(text);

    [Trait("qliro", "7")]
    [Theory]
    [InlineData("o_01234567890123456789012345", 1, "^o_01234567890123-[a-z2-7]{8}$")]
    [InlineData("4711", 1, "^4711-[a-z2-7]{8}$")]
    [InlineData("onks|Anol", 1, "^onks-Anol-[a-z2-7]{8}$")]
    [InlineData("onksAnol", 2, "^onksAnol-[a-z2-7]{8}-2$")]
    [InlineData("o_01234567890123456789012345", 12, "^o_01234567890-[a-z2-7]{8}-12$")]
    public void Should_shorten_clean_and_count_visibly(string text, int attempt, string pattern)
        => MerchantReference.For(text, attempt).ToString().ShouldMatch(pattern);

    [Fact]
    public void Should_always_give_the_same_one()
        => MerchantReference.For("o_01234567890123456789012345", 2).ToString().ShouldBe("o_012345678901-sf4qwur3-2");

    [Fact]
    public void Should_fit_and_never_give_one_twice()
    {
        string[] texts = ["o_01234567890123456789012345", "o_01234567890123456789012346", "4711", "47.11", "47-11",
            "4711-2", "onksAnol", "ONKSANOL"];
        var references = texts.SelectMany(text => Enumerable.Range(1, 120)
            .Select(attempt => MerchantReference.For(text, attempt).ToString())).ToList();

        references.Distinct(StringComparer.Ordinal).Count().ShouldBe(references.Count);
        references.ShouldAllBe(reference => reference.Length <= 25 && !reference.All(char.IsAsciiDigit));
        references.ShouldAllBe(reference => MerchantReference.Of(reference).ToString() == reference);
    }

    [Fact]
    public void Should_tell_two_orders_of_one_basket_apart()
    {
        string[] orders = ["o_01234567890123456789012345", "o_01234567890123456789012346"];
        var references = orders.SelectMany(order => Enumerable.Range(1, 20)
            .Select(attempt => MerchantReference.For("basket-7", attempt, order).ToString())).ToList();

        references.Distinct(StringComparer.Ordinal).Count().ShouldBe(references.Count);
        references.ShouldAllBe(reference => reference.Length <= 25 && reference.StartsWith("basket-7-"));
        MerchantReference.For("basket-7", 1, orders[0]).ToString().ShouldMatch("^basket-7-[a-z2-7]{8}$");
        MerchantReference.For("basket-7", 2, orders[0]).ToString().ShouldMatch("^basket-7-[a-z2-7]{8}-2$");
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("a|b")]
    [InlineData("A_b-1234567890123456789abc")]
    public void Should_refuse_what_is_no_reference(string text)
        => Should.Throw<FormatException>(() => MerchantReference.Of(text));

    [Theory]
    [InlineData("4950001", true)]
    [InlineData("0", false)]
    [InlineData("-1", false)]
    [InlineData("04950001", false)]
    [InlineData("4950001 ", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("99999999999999999999", false)]
    public void Should_know_qliros_own_id(string? text, bool isId)
    {
        QliroOrderId.TryParse(text, out var id).ShouldBe(isId);
        if (isId) id.ToString().ShouldBe(text);
    }

    [Fact]
    public void Should_write_qliros_id_as_a_number()
        => JsonSerializer.Serialize(new { OrderId = Partner.QliroId }).ShouldBe("""{"OrderId":4950001}""");
}
