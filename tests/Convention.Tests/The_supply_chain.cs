using System.Diagnostics;
using System.Text.Json;
using System.Xml.Linq;

namespace QliroAdapter.Convention.Tests;

/// <summary>What is built is what was looked at.</summary>
public sealed class The_supply_chain
{
    // The clients that others would make of the API document are built outside of the repository.
    private static readonly string[] projects =
        [.. Repository.Files(".csproj").Where(file => !file.Contains("GeneratedClients", StringComparison.Ordinal))];

    [Fact]
    public void Should_lock_the_packages_of_every_project()
    {
        projects.Length.ShouldBeGreaterThan(15);
        projects.Select(project => Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json"))
            .Where(file => !File.Exists(Path.Combine(Repository.Root, file))).ShouldBeEmpty("run eng/lock.sh");
    }

    /// <summary>A lock file without the version of the one list of versions is old.</summary>
    [Fact]
    public void Should_lock_the_versions_that_are_listed()
    {
        var listed = XDocument.Parse(Repository.Text("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(one => (string)one.Attribute("Include")!, one => (string)one.Attribute("Version")!,
                StringComparer.OrdinalIgnoreCase);
        foreach (var project in projects)
        {
            var file = Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, "packages.lock.json");
            using var locked = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var package in locked.RootElement.GetProperty("dependencies").EnumerateObject()
                .SelectMany(framework => framework.Value.EnumerateObject()))
            {
                var type = package.Value.GetProperty("type").GetString();
                if (type == "Project" || !listed.TryGetValue(package.Name, out var version)) continue;
                package.Value.GetProperty("resolved").GetString().ShouldBe(version, $"{package.Name} in {file}");
                package.Value.GetProperty("contentHash").GetString().ShouldNotBeNullOrEmpty();
            }
        }
    }

    [Fact]
    public void Should_restore_in_locked_mode()
    {
        Repository.Text("test.sh").ShouldContain("-p:RestoreLockedMode=true");
        Repository.Text("Directory.Build.props").ShouldContain("<RestorePackagesWithLockFile>true");
    }

    [Fact]
    public void Should_let_no_known_weakness_pass()
    {
        var props = XDocument.Parse(Repository.Text("Directory.Build.props"));
        var warnings = props.Descendants("WarningsNotAsErrors").Single().Value.Split(';');
        warnings.ShouldContain("NU1900", "a registry without such data says so by it");
        foreach (var severe in (string[])["NU1903", "NU1904"]) warnings.ShouldNotContain(severe);
        props.Descendants("NuGetAuditMode").Single().Value.ShouldBe("all");
        props.Descendants("NuGetAuditSuppress")
            .Where(one => !Repository.Text("docs/security.md")
                .Contains(((string)one.Attribute("Include")!).Split('/')[^1], StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Should_build_on_images_named_by_digest()
    {
        var dockerfile = Repository.Text("deploy/Dockerfile");
        dockerfile.ShouldContain("*@sha256:*");
        Repository.Lines("deploy/Dockerfile").Where(line => line.StartsWith("FROM ", StringComparison.Ordinal))
            .ShouldAllBe(line => line.StartsWith("FROM ${", StringComparison.Ordinal));
    }

    // The step of the image's build that looks at them, run by the shell as the build runs it.
    [Theory]
    [InlineData("mirror/sdk:10.0@sha256:0123", "mirror/aspnet:10.0@sha256:4567", 0)]
    [InlineData("mirror/sdk:10.0", "mirror/aspnet:10.0@sha256:4567", 1)]
    [InlineData("mirror/sdk:10.0@sha256:0123", "mirror/aspnet:10.0", 1)]
    [InlineData("mirror/sdk:10.0@sha256:0123", "", 1)]
    [InlineData("", "", 1)]
    public void Should_refuse_to_build_on_an_image_without_its_digest(string sdk, string runtime, int code)
    {
        var dockerfile = Repository.Text("deploy/Dockerfile");
        var at = dockerfile.IndexOf("RUN case", StringComparison.Ordinal);
        var end = dockerfile.IndexOf("esac", at, StringComparison.Ordinal) + "esac".Length;
        var step = dockerfile[(at + "RUN ".Length)..end];
        var start = new ProcessStartInfo("sh", ["-c", step])
        {
            RedirectStandardError = true, UseShellExecute = false,
            Environment = { ["SDK_IMAGE"] = sdk, ["RUNTIME_IMAGE"] = runtime },
        };
        using var build = Process.Start(start)!;
        var said = build.StandardError.ReadToEnd();
        build.WaitForExit();
        build.ExitCode.ShouldBe(code, said);
        if (code != 0) said.ShouldContain("Name SDK_IMAGE and RUNTIME_IMAGE with their digest");
    }

    [Fact]
    public void Should_take_the_images_from_who_builds()
    {
        var compose = Repository.Text("deploy/compose.yaml");
        foreach (var image in (string[])["SDK_IMAGE", "RUNTIME_IMAGE"])
        {
            compose.ShouldContain($"{image}: ${{{image}:?", Case.Sensitive, "without a default");
            Repository.Lines("deploy/Dockerfile").Where(line => line.StartsWith($"ARG {image}", StringComparison.Ordinal))
                .ShouldAllBe(line => line == $"ARG {image}", "without a default");
        }
    }
}
