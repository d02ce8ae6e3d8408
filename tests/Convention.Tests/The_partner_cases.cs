using System.Globalization;
using System.Text.RegularExpressions;

namespace QliroAdapter.Convention.Tests;

/// <summary>Each numbered case of the partners' pages must be named by a test, as a trait.</summary>
public sealed partial class The_partner_cases
{
    [Theory]
    [InlineData("norce", 66)]
    [InlineData("qliro", 74)]
    public void Should_each_be_named_by_a_test(string partner, int cases)
    {
        var named = Repository.Files(".cs").Where(file => file.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(file => NamedCase().Matches(Repository.Text(file)))
            .Where(match => match.Groups["partner"].Value == partner)
            .Select(match => int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture)).ToHashSet();
        Enumerable.Range(1, cases).Except(named).ShouldBeEmpty();
    }

    [GeneratedRegex("""Trait\("(?<partner>norce|qliro)", "(?<number>[0-9]+)"\)""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex NamedCase();
}
