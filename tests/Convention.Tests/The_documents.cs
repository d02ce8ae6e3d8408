using System.Text.RegularExpressions;

namespace QliroAdapter.Convention.Tests;

/// <summary>What the documents say of files and of each other is so.</summary>
public sealed partial class The_documents
{
    private const string Decisions = "docs/decisions/";

    public static TheoryData<string> Documents => [.. Repository.Files(".md").Concat(["README.md", "CONTRIBUTING.md"])];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Should_name_files_that_exist(string document)
        => Code().Matches(Repository.Text(document)).Select(match => match.Groups["code"].Value)
            .Where(code => Root().IsMatch(code) && !Exists(code)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Documents))]
    public void Should_link_to_what_exists(string document)
        => Link().Matches(Repository.Text(document)).Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !LeadsSomewhere(document, target))
            .ShouldBeEmpty();

    /// <summary>The walks of docs/architecture.md: the names in a row's second cell are in the file of its first.</summary>
    [Fact]
    public void Should_walk_through_files_that_hold_what_is_said()
    {
        var rows = Row().Matches(Repository.Text("docs/architecture.md"));
        rows.Count.ShouldBeGreaterThan(40);
        rows.SelectMany(row => Code().Matches(row.Groups["names"].Value)
                .Select(name => (File: row.Groups["file"].Value, Name: name.Groups["code"].Value)))
            .Where(one => !Regex.IsMatch(Repository.Text(one.File), $@"\b{Regex.Escape(one.Name)}\b", RegexOptions.None,
                TimeSpan.FromSeconds(1)))
            .Select(one => $"{one.File}: {one.Name}").ShouldBeEmpty();
    }

    [Fact]
    public void Should_answer_where_ten_common_changes_are_made()
        => Question().Matches(Repository.Text("CONTRIBUTING.md"))
            .Count(row => Code().Matches(row.Value).Any(match => Root().IsMatch(match.Groups["code"].Value)))
            .ShouldBeGreaterThanOrEqualTo(10);

    /// <summary>A reader of an old decision must learn from its first lines what holds today.</summary>
    [Fact]
    public void Should_say_by_what_a_decision_is_superseded()
        => Repository.Files(".md").Where(file => file.StartsWith(Decisions, StringComparison.Ordinal))
            .Where(file => Repository.Text(file).Contains("superseded", StringComparison.OrdinalIgnoreCase))
            .Where(file => !Superseded().IsMatch(string.Join('\n', Repository.Lines(file).Take(5)))).ShouldBeEmpty();

    [Fact]
    public void Should_number_decisions_by_their_files()
        => Repository.Files(".md").Where(file => file.StartsWith(Decisions, StringComparison.Ordinal))
            .Where(file => !Repository.Lines(file)[0].StartsWith($"# {int.Parse(Path.GetFileName(file)[..4], null)}. ",
                StringComparison.Ordinal)).ShouldBeEmpty();

    /// <summary>A row behind a blank line is shown as text with bars.</summary>
    [Fact]
    public void Should_have_no_row_that_stands_outside_of_its_table()
        => Repository.Files(".md").SelectMany(file => Repository.Lines(file).Select((line, at) => (File: file, Line: line, At: at)))
            .Where(one => one.Line.StartsWith("| ", StringComparison.Ordinal))
            .Where(one => one.At > 0 && !Repository.Lines(one.File)[one.At - 1].StartsWith('|'))
            .Where(one => Repository.Lines(one.File).ElementAtOrDefault(one.At + 1)?.StartsWith("|-", StringComparison.Ordinal) != true
                && Repository.Lines(one.File).ElementAtOrDefault(one.At + 1)?.StartsWith("| -", StringComparison.Ordinal) != true
                && Repository.Lines(one.File).ElementAtOrDefault(one.At + 1)?.StartsWith("|:", StringComparison.Ordinal) != true)
            .Select(one => $"{one.File}:{one.At + 1}").ShouldBeEmpty();

    private static bool Exists(string path)
        => Path.Exists(Path.Combine(Repository.Root, path)) || path.Contains('*', StringComparison.Ordinal);

    private static bool LeadsSomewhere(string document, string target)
    {
        var (path, heading) = target.Split('#') is [var before, var after] ? (before, after) : (target, "");
        var file = path.Length == 0 ? document : Path.Combine(Path.GetDirectoryName(document)!, path);
        return Exists(file) && (heading.Length == 0
            || Heading().Matches(Repository.Text(file)).Any(match => Anchor(match.Groups["text"].Value) == heading));
    }

    private static string Anchor(string heading) => new(
    [
        .. heading.Trim().ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-')
            .Select(letter => letter == ' ' ? '-' : letter),
    ]);

    [GeneratedRegex("`(?<code>[^`\n]+)`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();

    [GeneratedRegex(@"^(src|tests|sql|docs|eng|deploy|client)/[\w./*-]+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Root();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("^#+ (?<text>.+)$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\| `(?<file>src/[^`]+\.cs)` \| (?<names>[^|]+) \|",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\| [a-z][^|`]+ \| .+\|$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Question();

    [GeneratedRegex(@"superseded by\s+\[\d+\]\(\d{4}-[\w-]+\.md\)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Superseded();
}
