using System.Text.RegularExpressions;

namespace QliroAdapter.Convention.Tests;

/// <summary>What docs/security.md says is proven, is.</summary>
public sealed partial class The_threats
{
    private const string Model = "docs/security.md";

    private static readonly (string Class, string Method)[] named =
    [
        .. TestName().Matches(Repository.Text(Model))
            .Select(one => (one.Groups["type"].Value, one.Groups["method"].Value)),
    ];

    [Fact]
    public void Should_name_tests_that_exist()
    {
        var tests = Repository.Files(".cs").Where(file => file.StartsWith("tests/", StringComparison.Ordinal)).ToList();
        named.Length.ShouldBeGreaterThan(30);
        named.Where(one => !tests.Exists(file => IsOf(file, one.Class)
            && Repository.Text(file).Contains($" {one.Method}(", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public void Should_each_have_a_test()
        => Repository.Lines(Model)
            .SkipWhile(line => !line.StartsWith("| who, and what for", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|')).Where(line => !TestName().IsMatch(line)).ShouldBeEmpty();

    // A class may be spread over files: PaymentStoreContract.Repeats.cs.
    private static bool IsOf(string file, string type) => Path.GetFileName(file).Split('.')[0] == type;

    [GeneratedRegex(@"`(?<type>[A-Za-z_]+)\.(?<method>(Should|Reject)_[A-Za-z0-9_]+)`",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TestName();
}
