using System.Globalization;

namespace QliroAdapter.WebFront.Tests.Callers;

/// <summary>How long a process remembers whose token it let in.</summary>
public sealed class When_many_tokens_were_seen
{
    private readonly SeenTokens seen = new();

    [Fact]
    public void Should_know_whose_the_last_4000_were()
    {
        See(1, 10_000);

        for (var number = 6_001; number <= 10_000; number++)
            seen.OwnerOf($"token {number}").ShouldBe(Of(number).ToString());
        seen.OwnerOf("token 10001").ShouldBeNull();
    }

    [Fact]
    public void Should_know_no_more_than_8000()
    {
        See(1, 20_000);

        Enumerable.Range(1, 20_000).Count(number => seen.OwnerOf($"token {number}") is not null)
            .ShouldBeInRange(4_000, 8_000);
    }

    [Fact]
    public void Should_count_a_token_once_however_often_it_comes()
    {
        See(1, 1);
        for (var times = 0; times < 20_000; times++) See(2, 2);

        seen.OwnerOf("token 1").ShouldBe(Of(1).ToString());
    }

    private void See(int first, int last)
    {
        for (var number = first; number <= last; number++) seen.Add($"token {number}", Of(number));
    }

    private static PaymentKey Of(int number)
        => PaymentKey.Of("norce", "1", "o1", number.ToString(CultureInfo.InvariantCulture));
}
