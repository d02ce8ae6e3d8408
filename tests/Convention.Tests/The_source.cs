using System.Text.RegularExpressions;

namespace QliroAdapter.Convention.Tests;

public sealed partial class The_source
{
    private static readonly string[] vagueFolders =
        ["Models", "Services", "Interfaces", "Helpers", "Common", "Dtos", "Utils"];

    [Fact]
    public void Should_keep_files_within_400_lines()
        => Repository.Files(".cs").Where(file => Repository.Lines(file).Length > 400).ShouldBeEmpty();

    [Fact]
    public void Should_keep_the_median_file_of_the_service_small()
    {
        var sizes = Repository.Files(".cs").Where(file => file.StartsWith("src/", StringComparison.Ordinal))
            .Select(file => Repository.Lines(file).Length).Order().ToList();
        sizes[sizes.Count / 2].ShouldBeLessThanOrEqualTo(80);
    }

    /// <summary>A process that is stopped for a second must not fail by it, except where that is expected.</summary>
    [Fact]
    public void Should_end_no_pattern_by_the_clock() => Repository.Files(".cs")
        .Where(file => file.StartsWith("src/", StringComparison.Ordinal))
        .Where(file => PatternWithTimeout().IsMatch(Repository.Text(file))
            && !Repository.Text(file).Contains("RegexMatchTimeoutException", StringComparison.Ordinal))
        .ShouldBeEmpty();

    [Fact]
    public void Should_keep_lines_within_120_columns()
        => Repository.Files(".cs").Where(file => file.StartsWith("src/", StringComparison.Ordinal)
            && Repository.Lines(file).Any(line => line.Length > 120)).ShouldBeEmpty();

    [Fact]
    public void Should_have_no_folder_named_after_a_layer()
        => Repository.Files(".cs").Where(file => file.Split('/').Any(vagueFolders.Contains)).ShouldBeEmpty();

    [Fact]
    public void Should_touch_nothing_of_the_runtime_in_a_grain()
        => Repository.Files(".cs").Where(file => file.StartsWith("src/Grains/", StringComparison.Ordinal))
            .Where(file => UsesRuntime().IsMatch(Repository.Text(file))).ShouldBeEmpty();

    [Fact]
    public void Should_hold_no_leftovers()
        => Repository.Files(".cs", ".sql", ".md")
            .Where(file => !file.EndsWith("The_source.cs", StringComparison.Ordinal))
            .Where(file => Leftover().IsMatch(Repository.Text(file))).ShouldBeEmpty();

    [Fact]
    public void Should_log_by_generated_methods_only()
        => Repository.Files(".cs").Where(file => file.StartsWith("src/", StringComparison.Ordinal))
            .Where(file => PlainLog().IsMatch(Repository.Text(file))).ShouldBeEmpty();

    [Fact]
    public void Should_keep_messages_of_the_log_in_files_of_their_own()
        => Repository.Files(".cs").Where(file => file.StartsWith("src/", StringComparison.Ordinal))
            .Where(file => !file.EndsWith(".Log.cs", StringComparison.Ordinal))
            .Where(file => Repository.Text(file).Contains("[LoggerMessage(", StringComparison.Ordinal)).ShouldBeEmpty();

    [Fact]
    public void Should_give_each_message_of_the_log_a_number_of_its_own()
    {
        var messages = Repository.Files(".Log.cs")
            .SelectMany(file => LogNumber().Matches(Repository.Text(file)).Select(match => match.Groups["id"].Value))
            .ToList();
        messages.Count.ShouldBe(Repository.Files(".Log.cs")
            .Sum(file => Repository.Text(file).Split("[LoggerMessage(").Length - 1), "each begins with its number");
        messages.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();
    }

    [GeneratedRegex(@"RegexOptions\.[\w\s|.]+,\s*\d+\)\]", RegexOptions.NonBacktracking)]
    private static partial Regex PatternWithTimeout();

    [GeneratedRegex(@"\[LoggerMessage\((?<id>\d+),", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex LogNumber();

    [GeneratedRegex(@"\b(GrainFactory|RegisterGrainTimer|DeactivateOnIdle|AsReference|RequestContext|Task\.Run)\b",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex UsesRuntime();

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|NotImplementedException|Skip\s*=\s*""",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Leftover();

    [GeneratedRegex(@"\.Log(Trace|Debug|Information|Warning|Error|Critical)\(",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PlainLog();
}
