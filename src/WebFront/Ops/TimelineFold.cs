using System.Text.RegularExpressions;

namespace QliroAdapter.Ops;

/// <summary>A row of a timeline as it is shown: what happened, how often, and the calls that belong to it.</summary>
/// <param name="Entry">The first time that it happened.</param>
/// <param name="Times">How often it happened in a row.</param>
/// <param name="LastAt">When it happened last; absent when it happened once.</param>
/// <param name="Calls">Calls that followed it, until the next thing happened.</param>
public sealed record TimelineRow(
    TimelineEntry Entry, long Times, DateTimeOffset? LastAt, IReadOnlyList<TimelineRow> Calls);

/// <summary>
/// Folds a timeline: calls go under the row that they follow, and what happened several times in a row is one row with
/// a count. Pure.
/// </summary>
internal static partial class TimelineFold
{
    public static IReadOnlyList<TimelineRow> Of(IReadOnlyList<TimelineEntry> entries)
    {
        var rows = new List<TimelineRow>();
        foreach (var entry in entries)
        {
            if (entry.Kind == "call" && rows is [.., { Entry.Kind: not "call" } head])
                rows[^1] = head with { Calls = With(head.Calls, entry) };
            else if (rows is [.., var last] && IsSame(last, entry))
                rows[^1] = Again(last, entry);
            else
                rows.Add(New(entry));
        }
        return rows;
    }

    private static List<TimelineRow> With(IReadOnlyList<TimelineRow> calls, TimelineEntry call)
        => calls is [.., var last] && Same(last.Entry.Summary) == Same(call.Summary)
            ? [.. calls.Take(calls.Count - 1), Again(last, call)]
            : [.. calls, New(call)];

    private static bool IsSame(TimelineRow row, TimelineEntry entry)
        => row.Calls.Count == 0 && row.Entry.Kind == entry.Kind && Same(row.Entry.Summary) == Same(entry.Summary);

    private static TimelineRow New(TimelineEntry entry) => new(entry, entry.Times, entry.LastAt, []);

    private static TimelineRow Again(TimelineRow row, TimelineEntry entry)
        => row with { Times = row.Times + entry.Times, LastAt = entry.LastAt ?? entry.At };

    /// <summary>How long a call took, and when the next try is, do not make it another one.</summary>
    private static string Same(string summary) => Varying().Replace(summary, "");

    [GeneratedRegex(@" in \d+ ms| Next try \d\d:\d\d:\d\d", RegexOptions.NonBacktracking)]
    private static partial Regex Varying();
}
