using System.Text;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Convention.Tests;

/// <summary>
/// The table of events and the state diagram of docs/architecture.md are made from the code. WRITE_DOCS=1 writes them
/// into the document; without it they are compared.
/// </summary>
public sealed class The_architecture
{
    private const string Document = "docs/architecture.md";

    private static readonly RaisedEvents raised = RaisedEvents.Read();

    [Fact]
    public void Should_show_every_event()
        => PaymentEventSamples.Types.ShouldBe(PaymentEventSamples.All.Select(one => one.GetType()), ignoreOrder: true);

    /// <summary>A place that is new here has its arrows missing in the diagram.</summary>
    [Fact]
    public void Should_know_every_place_that_changes_the_state()
    {
        var changing = PaymentTransitions.All.Select(arrow => arrow.Event).ToHashSet(StringComparer.Ordinal);
        raised.All().Where(one => changing.Contains(one.Event))
            .ShouldBe(PaymentTransitions.Raisers.Distinct(), ignoreOrder: true);
        PaymentEventSamples.All.Where(one => one is not FirstEvent && StatesAfter(one).Count == 1)
            .Select(one => one.GetType().Name).Except(changing).ShouldBeEmpty();
    }

    [Fact]
    public void Should_draw_the_states() => ShouldStandIn("states", Diagram());

    [Fact]
    public void Should_list_the_events() => ShouldStandIn("events", Table());

    private static string Diagram()
    {
        var text = new StringBuilder("```mermaid\nstateDiagram-v2\n    [*] --> Creating : PaymentBegun\n");
        foreach (var arrow in PaymentTransitions.All.GroupBy(arrow => (arrow.From, arrow.To)))
            text.Append("    ").Append(arrow.Key.From).Append(" --> ").Append(arrow.Key.To).Append(" : ")
                .AppendJoin(", ", arrow.Select(one => one.Event)).Append('\n');
        foreach (var end in Enum.GetValues<PaymentState>().Where(state => PaymentTransitions.All.All(arrow => arrow.From != state)))
            text.Append("    ").Append(end).Append(" --> [*]\n");
        return text.Append("```\n").ToString();
    }

    private static string Table()
    {
        var text = new StringBuilder(
            "| event | state after it | outbox entries in the same commit | raised in |\n|---|---|---|---|\n");
        foreach (var one in PaymentEventSamples.All)
        {
            var name = one.GetType().Name;
            text.Append("| `").Append(name).Append("` | ").Append(StateAfter(one)).Append(" | ").Append(Entries(one))
                .Append(" | ").Append(Raisers(name)).Append(" |\n");
        }
        return text.ToString();
    }

    private static string StateAfter(PaymentEvent one) => one switch
    {
        PaymentRebuilt => "as Norce's payment has it",
        FirstEvent first => $"{first.Document.State}",
        _ when PaymentEventSamples.CarriesState(one) => "as it was, or " + string.Join(", ", PaymentTransitions.All
            .Where(arrow => arrow.Event == one.GetType().Name).Select(arrow => arrow.To).Distinct().Order()),
        _ when StatesAfter(one) is [var state] => $"{state}",
        _ => "",
    };

    /// <summary>The one state to which it leads from all; every state when it changes none.</summary>
    private static List<PaymentState> StatesAfter(PaymentEvent one)
    {
        var states = Enum.GetValues<PaymentState>().Select(state => (From: state, To: After(one, state).State)).ToList();
        var ends = states.Select(state => state.To).Distinct().ToList();
        (ends.Count == 1 || states.TrueForAll(state => state.From == state.To)).ShouldBeTrue($"{one}: {string.Join(", ", ends)}");
        return ends;
    }

    private static PaymentDocument After(PaymentEvent one, PaymentState state)
        => PaymentDocument.Apply(PaymentEventSamples.Payment(state, isCharge: true), one);

    private static string Entries(PaymentEvent one)
    {
        if (one is OutboxEvent) return "its own";
        var enqueued = raised.With(one.GetType().Name).Select(kind => $"`{kind}`").ToList();
        var dropped = one is FirstEvent ? [] : Enum.GetValues<OutboxKind>()
            .Except(After(one, PaymentState.Intent).Outbox.Select(entry => entry.Kind)).Select(kind => $"`{kind}`").ToList();
        return string.Join(", ", enqueued) + (dropped.Count == 0 ? "" : $"{(enqueued.Count == 0 ? "" : "; ")}drops {string.Join(", ", dropped)}");
    }

    private static string Raisers(string name) => raised.By(name) is { Count: > 6 } many
        ? $"{many.Count} classes"
        : string.Join(", ", raised.By(name).Select(by => $"`{by}`"));

    private static void ShouldStandIn(string part, string made)
    {
        var (begin, end) = ($"<!-- {part}: made by tests/Convention.Tests/The_architecture.cs -->\n", $"<!-- {part}: end -->");
        var text = Repository.Text(Document);
        var from = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var to = text.IndexOf(end, StringComparison.Ordinal);
        (from > begin.Length && to >= from).ShouldBeTrue($"{Document} has no place for {part}.");
        if (Environment.GetEnvironmentVariable("WRITE_DOCS") == "1")
        {
            text = text[..from] + made + text[to..];
            File.WriteAllText(Path.Combine(Repository.Root, Document), text);
            to = from + made.Length;
        }
        text[from..to].ShouldBe(made, $"{Document} is behind the code. Run this test once with WRITE_DOCS=1.");
    }
}
