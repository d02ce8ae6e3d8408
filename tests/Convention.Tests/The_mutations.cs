using System.Xml.Linq;

namespace QliroAdapter.Convention.Tests;

/// <summary>
/// The files that <c>eng/mutation.sh</c> changes, and those of the tests that must notice. One that is renamed would
/// drop out without a word.
/// </summary>
public sealed class The_mutations
{
    private const string Folder = "eng/mutation/";

    public static TheoryData<string> Parts
        => [.. Repository.Files(".yaml").Where(file => file.StartsWith(Folder, StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Parts))]
    public void Should_be_of_files_that_exist(string part)
    {
        var lines = Repository.Lines(part);
        var project = lines.Single(line => line.StartsWith("  project: ", StringComparison.Ordinal))
            .Split(": ")[1].Replace(".csproj", "", StringComparison.Ordinal);
        var files = lines.Where(line => line.StartsWith("    - ", StringComparison.Ordinal))
            .Select(line => $"src/{project}/{line[6..]}").ToList();

        files.ShouldBeUnique();
        files.Count.ShouldBeGreaterThan(0);
        files.Except(Repository.Files(".cs")).ShouldBeEmpty();
    }

    [Fact]
    public void Should_be_noticed_by_tests_that_exist()
    {
        var files = XDocument.Parse(Repository.Text("tests/Mutation/Mutation.csproj")).Descendants("Compile")
            .Select(file => "tests/" + ((string)file.Attribute("Include")!)["../".Length..]).ToList();

        files.Count.ShouldBeGreaterThan(0);
        files.Except(Repository.Files(".cs")).ShouldBeEmpty();
    }

    [Fact]
    public void Should_be_named_by_the_command()
    {
        var parts = Parts.Select(part => Path.GetFileNameWithoutExtension(part.Data))
            .OrderDescending(StringComparer.Ordinal);
        Repository.Text("eng/mutation.sh").ShouldContain($"parts=({string.Join(' ', parts)})");
    }
}
