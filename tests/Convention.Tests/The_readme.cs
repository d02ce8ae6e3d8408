namespace QliroAdapter.Convention.Tests;

public sealed class The_readme
{
    [Fact]
    public void Should_list_every_project_of_the_service()
    {
        var readme = Repository.Text("README.md");
        Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src"))
            .Select(folder => "src/" + Path.GetFileName(folder))
            .Where(project => !readme.Contains(project, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Should_list_no_folder_that_is_not_there()
    {
        var tree = Repository.Text("README.md").Split("## Layout")[1].Split("```")[1];
        tree.Split('\n').Select(line => line.Split(' ')[0].TrimEnd('/')).Where(folder => folder.Length > 0)
            .Where(folder => !Directory.Exists(Path.Combine(Repository.Root, folder))).ShouldBeEmpty();
    }
}
