using System.Xml.Linq;

namespace QliroAdapter.Convention.Tests;

public sealed class The_projects
{
    [Theory]
    [InlineData("Grains.Abstractions")]
    [InlineData("Grains", "Grains.Abstractions")]
    [InlineData("Stores", "Grains")]
    [InlineData("Silo", "Grains", "Grains.Abstractions", "Stores")]
    [InlineData("WebFront", "Grains", "Grains.Abstractions", "Silo", "Stores")]
    [InlineData("Sandbox", "WebFront")]
    public void Should_point_one_way(string project, params string[] references)
    {
        var file = XDocument.Parse(Repository.Text($"src/{project}/{project}.csproj"));
        file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!))
            .Order(StringComparer.Ordinal).ShouldBe(references);
    }

    [Fact]
    public void Should_leave_versions_to_one_file()
        => Repository.Files(".csproj")
            .Where(file => Repository.Text(file).Contains(" Version=\"", StringComparison.Ordinal)).ShouldBeEmpty();
}
