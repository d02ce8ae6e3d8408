using System.Text.RegularExpressions;
using QliroAdapter.Composition;
using QliroAdapter.Outbox;

namespace QliroAdapter.Convention.Tests;

/// <summary>
/// <c>src/Grains</c> is built in four layers, each of which names only those before it: the partners' clients and words,
/// the core (turn, document, events, outbox), the features, and the composition, which alone knows them all. A feature
/// names another where the business does, and files name each other in small circles at most.
/// </summary>
public sealed partial class The_grains
{
    /// <summary>As many files as a reader can hold at once.</summary>
    private const int CircleMax = 8;

    private static readonly string[][] layers =
    [
        ["Partners", "Norce", "Qliro"],
        ["Payments", "Outbox", "OutgoingEvents", "Store"],
        [
            "Checkout", "QliroCallbacks", "ClientEvents", "NorceCallbacks", "OrderManagement", "Recurring", "Upselling",
            "NorceSync", "Reconciliation", "Ops",
        ],
        ["Composition"],
    ];

    private static readonly GrainsGraph graph = GrainsGraph.Read();

    private readonly ITestOutputHelper output;

    public The_grains(ITestOutputHelper output)
    {
        this.output = output;
        output.WriteLine($"Files: {graph.Files.Count}; arrows: {graph.Files.Sum(file => graph.From(file).Count)}.");
    }

    [Fact]
    public void Should_stand_in_the_folder_of_a_layer()
        => graph.Files.Where(file => LayerOf(file) < 0).ShouldBeEmpty();

    [Fact]
    public void Should_name_nothing_of_a_later_layer()
    {
        var backwards = graph.Files.SelectMany(file => graph.From(file).Where(named => LayerOf(named) > LayerOf(file))
            .Select(named => $"{file} -> {named}")).ToList();
        output.WriteLine($"Arrows to a later layer: {backwards.Count}.");
        foreach (var arrow in backwards) output.WriteLine(arrow);
        backwards.ShouldBeEmpty();
    }

    [Fact]
    public void Should_name_each_other_in_small_circles_only()
    {
        var circles = graph.Circles();
        foreach (var circle in circles) output.WriteLine($"{circle.Count}: {string.Join(", ", circle)}");
        circles.Where(circle => circle.Count > CircleMax).ShouldBeEmpty();
    }

    /// <summary>From the grain's method to the call that takes money.</summary>
    [Fact]
    public void Should_lead_a_capture_to_qliro()
    {
        output.WriteLine($"Reached from Capture: {graph.Reached("OrderManagement/Capture.cs").Count}.");
        var between = graph.Between("PaymentGrain", "Capture", "QliroAdminClient", "MarkItemsAsShipped");
        output.WriteLine($"Files on the way of a capture: {between.Count}: {string.Join(", ", between)}");
        between.ShouldContain("OrderManagement/Capture.cs");
    }

    /// <summary>Its constants, too, which the compiler copies so that the graph does not show them.</summary>
    [Fact]
    public void Should_leave_the_grain_to_the_composition()
        => Sources().Where(file => !file.StartsWith("src/Grains/Composition/", StringComparison.Ordinal))
            .Where(file => Grain().IsMatch(Repository.Text(file))).ShouldBeEmpty();

    [Fact]
    public void Should_deliver_every_kind_of_outbox_entry()
        => Enum.GetValues<OutboxKind>().Where(kind => Features.All.Handler(kind) is null).ShouldBeEmpty();

    /// <summary>
    /// Accessors of sections can be set, for a <c>with</c> needs that: in a document that is being made, and in no other.
    /// </summary>
    [Fact]
    public void Should_never_change_a_section_in_place()
    {
        var names = Features.All.Sections.Select(section => char.ToUpperInvariant(section.Name[0]) + section.Name[1..]);
        var assigned = new Regex($@"\.({string.Join('|', names)})\s*(\?\?|\+|-)?=(?![=>])", RegexOptions.None,
            TimeSpan.FromSeconds(5));
        Sources().Where(file => assigned.IsMatch(Repository.Text(file))).ShouldBeEmpty();
    }

    private static IEnumerable<string> Sources()
        => Repository.Files(".cs").Where(file => file.StartsWith("src/Grains/", StringComparison.Ordinal));

    [GeneratedRegex(@"\bPaymentGrain\b", RegexOptions.NonBacktracking)]
    private static partial Regex Grain();

    private static int LayerOf(string file)
        => Array.FindIndex(layers, layer => layer.Contains(file.Split('/')[0], StringComparer.Ordinal));
}
