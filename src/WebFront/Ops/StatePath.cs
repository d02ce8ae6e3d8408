using System.Text.RegularExpressions;

namespace QliroAdapter.Ops;

/// <summary>A state that a payment came to.</summary>
/// <param name="State">As lists and columns name it.</param>
/// <param name="Entry">The row of the timeline by which it came there; absent when none shows it.</param>
public sealed record StateStep(string State, TimelineEntry? Entry);

/// <summary>
/// The states that a payment went through, as its timeline tells. The timeline holds what was decided in words, not the
/// payment as it was; a test holds that every event that changes the state is recognised here. Pure.
/// </summary>
public static partial class StatePath
{
    /// <summary>The states in the order in which a payment goes through them when all is well, then the ends.</summary>
    public static IReadOnlyList<string> Ordinary { get; } =
        ["creating", "intent", "processing", "pending", "reserved", "captured", "credited"];

    public static IReadOnlyList<string> Ends { get; } = ["cancelled", "declined", "removed"];

    private static readonly (string Begin, string State)[] words =
    [
        ("Creation begun: ", "creating"), ("Creation completed.", "intent"), ("Creation abandoned: ", "removed"),
        ("Removed: ", "removed"), ("Purchase approved", "processing"), ("Purchase reopened: ", "intent"),
        ("Qliro reviews the purchase", "pending"), ("Qliro completed the purchase", "reserved"),
        ("Qliro refused the purchase", "declined"), ("Qliro declined the charge", "declined"),
        ("Norce's order was declined", "declined"), ("Qliro took the charge on", "processing"),
    ];

    /// <summary>
    /// The states in the order of the timeline, each once for each time that it was come to. Ends with the payment's
    /// state.
    /// </summary>
    public static IReadOnlyList<StateStep> Of(IEnumerable<TimelineEntry> timeline, string state)
    {
        var steps = new List<StateStep>();
        foreach (var entry in timeline.Where(entry => entry.Kind is "decision" or "problem"))
        {
            if (StateOf(entry.Summary) is { } next && (steps.Count == 0 || steps[^1].State != next))
                steps.Add(new(next, entry));
        }
        if (steps.Count == 0 || steps[^1].State != state) steps.Add(new(state, null));
        return steps;
    }

    /// <summary>The state to which a row brought the payment; null when it changed none.</summary>
    public static string? StateOf(string summary)
    {
        var found = AdminOrder().Match(summary);
        if (found.Success) return found.Groups["state"].Value;
        return words.FirstOrDefault(one => summary.StartsWith(one.Begin, StringComparison.Ordinal)).State;
    }

    [GeneratedRegex(
        @"^(Qliro's admin order: .*; payment (?<state>[a-z]+)\.|Rebuilt from Norce and Qliro: (?<state>[a-z]+), )",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex AdminOrder();
}
