using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using YamlDotNet.RepresentationModel;

namespace QliroAdapter.Convention.Tests;

/// <summary>
/// Containers cannot run where these tests run. So what these files say about the program is compared with the program.
/// </summary>
public sealed partial class The_deployment
{
    private const string Dockerfile = "deploy/Dockerfile";
    private const string Compose = "deploy/compose.yaml";
    private const string Kubernetes = "deploy/kubernetes";

    public static TheoryData<string> YamlFiles
        => [.. Repository.Files(".yaml").Where(file => file.StartsWith("deploy/", StringComparison.Ordinal))];

    public static TheoryData<string> KubernetesObjects =>
        [.. Repository.Files(".yaml").Where(file => file.StartsWith(Kubernetes, StringComparison.Ordinal)
            && !file.EndsWith("kustomization.yaml", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(YamlFiles))]
    public void Should_be_readable(string file) => Documents(file).ShouldNotBeEmpty();

    [Theory, MemberData(nameof(KubernetesObjects))]
    public void Should_name_every_object(string file)
    {
        foreach (var document in Documents(file))
        {
            Text(document, "apiVersion").ShouldNotBeNullOrEmpty();
            Text(document, "kind").ShouldNotBeNullOrEmpty();
            Text(document, "metadata", "name").ShouldBe("qliro-adapter");
            Text(document, "metadata", "labels", "app.kubernetes.io/name").ShouldBe("qliro-adapter");
        }
    }

    [Theory]
    [InlineData("deployment.yaml", "spec", "selector", "matchLabels")]
    [InlineData("deployment.yaml", "spec", "template", "metadata", "labels")]
    [InlineData("service.yaml", "spec", "selector")]
    [InlineData("disruption.yaml", "spec", "selector", "matchLabels")]
    public void Should_select_the_nodes_by_one_label(string file, params string[] path) =>
        Text(Documents($"{Kubernetes}/{file}").Single(), [.. path, "app.kubernetes.io/name"]).ShouldBe("qliro-adapter");

    [Fact]
    public void Should_apply_every_file_but_the_example_of_a_secret()
    {
        var applied = Children(Documents($"{Kubernetes}/kustomization.yaml").Single(), "resources").Select(Scalar);
        var there = KubernetesObjects
            .Select(file => Path.GetFileName(file.Data)).Where(file => file != "secret.example.yaml");
        applied.Order(StringComparer.Ordinal).ShouldBe(there.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Should_run_without_root_and_without_a_writable_file_system()
    {
        var pod = Documents($"{Kubernetes}/deployment.yaml").Single();
        Text(pod, "spec", "template", "spec", "securityContext", "runAsNonRoot").ShouldBe("true");
        var container = Container();
        Text(container, "securityContext", "readOnlyRootFilesystem").ShouldBe("true");
        Text(container, "securityContext", "allowPrivilegeEscalation").ShouldBe("false");
        Children(container, "securityContext", "capabilities", "drop").Select(Scalar).ShouldBe(["ALL"]);
        Text(Documents(Compose).Single(), "services", "adapter", "read_only").ShouldBe("true");
        Repository.Lines(Dockerfile).ShouldContain(
            line => line.StartsWith("USER ", StringComparison.Ordinal) && line != "USER root");
    }

    [Theory]
    [InlineData("startupProbe", "/health/ready")]
    [InlineData("readinessProbe", "/health/ready")]
    [InlineData("livenessProbe", "/health/live")]
    public void Should_ask_the_health_routes(string probe, string path)
    {
        Text(Container(), probe, "httpGet", "path").ShouldBe(path);
        var routes = Repository.Text("src/Silo/Health/HealthRoutes.cs");
        routes.ShouldContain("MapGroup(\"/health\")");
        routes.ShouldContain($"MapGet(\"{path["/health".Length..]}\"");
    }

    [Fact]
    public void Should_give_turns_in_flight_their_30_seconds()
    {
        var pod = Documents($"{Kubernetes}/deployment.yaml").Single();
        var grace = int.Parse(Text(pod, "spec", "template", "spec", "terminationGracePeriodSeconds")!, null);
        var pause = int.Parse(Text(Container(), "lifecycle", "preStop", "sleep", "seconds")!, null);
        grace.ShouldBeGreaterThan(pause + 30);
        Text(Documents(Compose).Single(), "services", "adapter", "stop_grace_period").ShouldBe("40s");
    }

    [Fact]
    public void Should_set_only_what_a_document_explains()
    {
        var explained = Repository.Text("README.md") + Repository.Text("docs/settings.md");
        var files = Repository.Files(".yaml", ".example", "Dockerfile")
            .Where(file => file.StartsWith("deploy/", StringComparison.Ordinal));
        var set = files.SelectMany(file => Setting().Matches(Repository.Text(file)).Select(match => match.Value))
            .Distinct(StringComparer.Ordinal).ToList();
        set.Count.ShouldBeGreaterThan(5);
        set.Where(variable => !explained.Contains(
            LastIndex().Replace(variable, "__N")
                .Replace("__", ":", StringComparison.Ordinal), StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Should_build_the_image_from_files_that_reach_the_builder()
    {
        var admitted = Repository.Lines(".dockerignore")
            .Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        foreach (var source in CopiedToTheBuilder())
        {
            admitted.ShouldContain(
                entry => source == entry || source.StartsWith(entry + "/", StringComparison.Ordinal));
            var folder = Path.Combine(Repository.Root, Path.GetDirectoryName(source)!);
            Directory.EnumerateFileSystemEntries(folder, Path.GetFileName(source)).ShouldNotBeEmpty(source);
        }
    }

    [Fact]
    public void Should_restore_with_every_project_that_is_published()
    {
        var copied = CopiedToTheBuilder().Where(source => source.EndsWith("/*.csproj", StringComparison.Ordinal))
            .Select(source => source.Split('/')[1]);
        copied.ShouldBe(WithReferences("WebFront"), ignoreOrder: true);
        XDocument.Load(
            Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("AssemblyName").Single().Value
            .ShouldBe("QliroAdapter.$(MSBuildProjectName)");
        Repository.Text(Dockerfile).ShouldContain("""ENTRYPOINT ["dotnet", "QliroAdapter.WebFront.dll"]""");
    }

    // The build silently ignores a setting whose name it does not know, so the setting is checked in the build's
    // output.
    [Fact]
    public void Should_collect_and_compile_as_was_chosen()
    {
        var hosts = Directory.GetFiles(AppContext.BaseDirectory, "QliroAdapter.*.runtimeconfig.json")
            .ToDictionary(file => Path.GetFileName(file), file => JsonNode.Parse(File.ReadAllText(file))!);
        hosts.ShouldContainKey("QliroAdapter.WebFront.runtimeconfig.json");
        foreach (var (name, host) in hosts)
        {
            var settings = host["runtimeOptions"]!["configProperties"]!;
            ((bool?)settings["System.GC.Server"]).ShouldBe(false, name);
            ((bool?)settings["System.GC.Concurrent"]).ShouldBe(false, name);
            ((int?)settings["System.GC.Gen0Size"]).ShouldBe(64 << 20, name);
            ((bool?)settings["System.Runtime.TieredPGO"]).ShouldBe(true, name);
            ((int?)settings["System.Runtime.TieredCompilation.CallCountThreshold"]).ShouldBe(500, name);
            // A thread without work that yields instead of sleeping costs a third of a node's processor time.
            ((int?)settings["System.Threading.ThreadPool.UnfairSemaphoreSpinLimit"]).ShouldBe(0, name);
        }
    }

    [Fact]
    public void Should_compile_ahead_of_time_for_the_machine_that_the_image_is_for()
    {
        var dockerfile = Repository.Text(Dockerfile);
        dockerfile.ShouldContain("dotnet restore src/WebFront --runtime ${RUNTIME}");
        dockerfile.ShouldContain("--runtime ${RUNTIME} --self-contained false");
        foreach (var host in (string[])["WebFront", "Silo"])
        {
            var setting = XDocument.Load(Path.Combine(Repository.Root, "src", host, host + ".csproj"))
                .Descendants("PublishReadyToRun").Single();
            setting.Value.ShouldBe("true");
            ((string?)setting.Attribute("Condition")).ShouldBe("'$(RuntimeIdentifier)' != ''");
        }
    }

    private static IEnumerable<string> CopiedToTheBuilder() => Repository.Lines(Dockerfile)
        .Where(line => line.StartsWith("COPY ", StringComparison.Ordinal)
            && !line.Contains("--from", StringComparison.Ordinal))
        .SelectMany(line => line.Split(' ')[1..^1]);

    private static HashSet<string> WithReferences(string project)
    {
        var all = new HashSet<string>(StringComparer.Ordinal) { project };
        foreach (var reference in XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"))
            .Descendants("ProjectReference"))
            all.UnionWith(WithReferences(Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)));
        return all;
    }

    private static YamlNode Container()
        => Children(
            Documents($"{Kubernetes}/deployment.yaml").Single(), "spec", "template", "spec", "containers").Single();

    private static IReadOnlyList<YamlNode> Documents(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(Repository.Text(file)));
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    private static string? Text(YamlNode node, params string[] path)
        => At(node, path) is { } found ? Scalar(found) : null;

    private static IEnumerable<YamlNode> Children(YamlNode node, params string[] path)
        => At(node, path) is YamlSequenceNode sequence ? sequence.Children : [];

    private static string Scalar(YamlNode node) => ((YamlScalarNode)node).Value ?? "";

    private static YamlNode? At(YamlNode node, string[] path)
        => path.Aggregate((YamlNode?)node, (at, name) =>
            at is YamlMappingNode mapping && mapping.Children.TryGetValue(name, out var child) ? child : null);

    [GeneratedRegex("(Adapter|Norce|Qliro|Ops|Storage|Retry|Reconciliation)__[A-Za-z0-9_]*[A-Za-z0-9]",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Setting();

    [GeneratedRegex("__[0-9]+$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex LastIndex();
}
