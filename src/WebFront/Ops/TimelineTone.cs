using System.Text.RegularExpressions;

namespace QliroAdapter.Ops;

/// <summary>How a row of a timeline is coloured. Pure.</summary>
internal static partial class TimelineTone
{
    private const string Problem = "problem";

    /// <summary>
    /// A class of the style sheet. What was decided because Qliro did not carry out an operation has the colour of
    /// problems. A kind that a newer node wrote is shown without one.
    /// </summary>
    public static string Of(TimelineEntry entry) => entry.Kind switch
    {
        "decision" when Failed().IsMatch(entry.Summary) => Problem,
        "callback" or "decision" or "call" or "refusal" or Problem => entry.Kind,
        _ => "other",
    };

    [GeneratedRegex(@"^(Operation \d+ part \d+: failed|\w+ delivered: the operation failed)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Failed();
}
