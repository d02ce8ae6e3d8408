namespace QliroAdapter.Convention.Tests;

/// <summary>
/// <c>src/Grains</c> is built in four layers, each of which names only those before it: the partners' clients and words,
/// the core (turn, document, events, outbox), the features, and the composition, which alone knows them all. A feature
/// names another where the business does, and files name each other in small circles at most.
/// </summary>
public sealed class The_grains
{
    /// <summary>What there are today; only ever lowered.</summary>
    private const int CircleMax = 68;

    /// <inheritdoc cref="CircleMax"/>
    private const int BackwardsMax = 93;

    private static readonly string[][] layers =
    [
        ["Partners", "Norce", "Qliro"],
        ["Payments", "Outbox", "Store"],
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
        backwards.Count.ShouldBeLessThanOrEqualTo(BackwardsMax);
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

    private static int LayerOf(string file)
        => Array.FindIndex(layers, layer => layer.Contains(file.Split('/')[0], StringComparer.Ordinal));
}
