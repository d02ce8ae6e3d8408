using System.Xml.Linq;

namespace QliroAdapter.Convention.Tests;

public sealed class The_projects
{
    [Theory]
    [InlineData("Client")]
    [InlineData("Grains.Abstractions")]
    [InlineData("Grains", "Grains.Abstractions")]
    [InlineData("Stores", "Grains")]
    [InlineData("Silo", "Grains", "Grains.Abstractions", "Stores")]
    [InlineData("WebFront", "Grains", "Grains.Abstractions", "Silo", "Stores")]
    [InlineData("Sandbox", "Client", "WebFront")]
    public void Should_point_one_way(string project, params string[] references)
    {
        var file = XDocument.Parse(Repository.Text($"src/{project}/{project}.csproj"));
        file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!))
            .Order(StringComparer.Ordinal).ShouldBe(references);
    }

    /// <summary>
    /// A shop loads the client and everything it depends on into its own process, so this must be little.
    /// </summary>
    [Fact]
    public void Should_give_a_shop_little_more_than_the_client()
    {
        var file = XDocument.Parse(Repository.Text("src/Client/Client.csproj"));
        file.Descendants("PackageReference").Select(package => (string)package.Attribute("Include")!)
            .ShouldBe(["Polly.Core", "Refit.HttpClientFactory"]);
        file.Descendants("FrameworkReference").ShouldBeEmpty();
    }

    [Fact]
    public void Should_leave_versions_to_one_file()
        => Repository.Files(".csproj")
            .Where(file => Repository.Text(file).Contains(" Version=\"", StringComparison.Ordinal)).ShouldBeEmpty();
}
