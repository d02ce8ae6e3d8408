using System.Globalization;
using System.Text.Json;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Norce;

/// <summary>Amounts, rates and quantities with which nobody can reckon.</summary>
public sealed class When_a_number_is_absurd
{
    private const string Largest = "1000000000000000";

    private static readonly string[] members =
    [
        "quantity", "vatRate", "price.includingVat", "price.excludingVat", "originalTotal.includingVat",
        "originalTotal.excludingVat", "total.includingVat", "total.excludingVat",
    ];

    [Theory]
    [InlineData("1000000000000000.01")]
    [InlineData("-1e16")]
    [InlineData("\"1e16\"")]
    [InlineData("-79228162514264337593543950335")]
    [InlineData("1e400")]
    [InlineData("\"many\"")]
    [InlineData("true")]
    [InlineData("{}")]
    public void Should_not_be_read(string number)
        => Should.Throw<JsonException>(() => Read(Total(number)));

    [Theory]
    [InlineData(Largest, Largest)]
    [InlineData("\"-1e15\"", "-" + Largest)]
    [InlineData("\"12.50\"", "12.50")]
    [InlineData("1e-40", "0")]
    public void Should_be_read_as_long_as_it_can_be_reckoned_with(string number, string read)
        => Read(Total(number)).Total!.IncludingVat.ShouldBe(decimal.Parse(read, CultureInfo.InvariantCulture));

    /// <summary>Each two members of a row, beside ordinary ones.</summary>
    [Fact]
    public void Should_come_out_as_lines_or_as_a_refusal_wherever_it_stands()
    {
        string[] numbers = [Largest, "-" + Largest, "0", "1e-28", "-1e-28", "0.5", "-0.5", "1"];
        foreach (var (one, other) in members.SelectMany(one => members.Select(other => (one, other))))
        {
            foreach (var (here, there) in numbers.SelectMany(here => numbers.Select(there => (here, there))))
            {
                var order = Order(one, here, other, there);
                Should.NotThrow(() => OrderLines.From(Read(order), Carts.Rules), order);
            }
        }
    }

    private static string Order(string one, string here, string other, string there)
    {
        var row = new Dictionary<string, string>
        {
            ["quantity"] = "1", ["vatRate"] = "0.25", ["total.includingVat"] = "100", ["total.excludingVat"] = "80",
            [one] = here,
        };
        row[other] = there;
        var parts = row.GroupBy(entry => entry.Key.Split('.')[0]).Select(part => part.First().Key == part.Key
            ? $"\"{part.Key}\":{part.First().Value}"
            : $"\"{part.Key}\":{{ {string.Join(',', part.Select(entry => $"\"{entry.Key.Split('.')[1]}\":{entry.Value}"))} }}");
        return
            $$"""
            {"id":"o1","currency":"SEK","country":"SE","culture":"sv-SE","total":{"includingVat":100},
             "cart":{"items":[{"sku":"a","name":"a",{{string.Join(',', parts)}} } ] } }
            """;
    }

    private static string Total(string number) => "{\"total\":{\"includingVat\":" + number + "}}";

    private static NorceOrder Read(string json) => JsonSerializer.Deserialize<NorceOrder>(json, NorceJson.Options)!;
}
