using System.Text.RegularExpressions;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed partial class When_article_numbers_are_unclean
{
    [Theory]
    [InlineData("AB#12*\"x\"", "1:AB-12--x-")]
    [InlineData("ÅÄÖ–1/2 (röd)", "1:ÅÄÖ–1/2 (röd)")]
    [InlineData("a\tb;c", "1:a b-c")]
    [InlineData("😀", "1:--")]
    [InlineData("", "1:-")]
    public void Should_keep_to_qliros_pattern(string sku, string reference)
    {
        var line = Carts.Order(1m, Carts.Row(1m, sku: sku)).Lines().Lines[0];

        line.MerchantReference.ShouldBe(reference);
        Allowed().IsMatch(line.MerchantReference).ShouldBeTrue();
    }

    [Trait("qliro", "8")]
    [Fact]
    public void Should_keep_texts_apart_that_clean_to_the_same()
        => Carts.Order(2m, Carts.Row(1m, sku: "A#"), Carts.Row(1m, sku: "A*")).Lines().Lines
            .Select(line => line.MerchantReference).ShouldBe(["1:A-", "2:A-"]);

    [Fact]
    public void Should_keep_two_rows_of_the_same_article_apart()
        => Carts.Order(2m, Carts.Row(1m), Carts.Row(1m)).Lines().Rows.Count.ShouldBe(2);

    [Fact]
    public void Should_cut_a_long_one()
        => Carts.Order(1m, Carts.Row(1m, sku: new string('x', 300))).Lines().Lines[0].MerchantReference.Length
            .ShouldBe(200);

    [GeneratedRegex(@"^[\p{L}\s(.)'\-_&,\/–+0-9:]{1,200}$", RegexOptions.None, 1000)]
    private static partial Regex Allowed();
}
