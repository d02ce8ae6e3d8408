using System.Globalization;

namespace QliroAdapter.Ops;

/// <summary>
/// A version of a payment whose document is kept among the bodies of its calls: what the payment was after one commit.
/// Immutable.
/// </summary>
/// <param name="Version">The payment's version that the commit made; 1 or more.</param>
/// <param name="FirstRow">The number of the first row of the timeline that the commit added.</param>
/// <param name="LastRow">Of the last one; less than <paramref name="FirstRow"/> when it added none.</param>
/// <param name="At">When it was committed.</param>
/// <param name="Id">Given by the store; 0 before.</param>
public sealed record KeptVersion(long Version, long FirstRow, long LastRow, DateTimeOffset At, long Id = 0)
{
    /// <summary>Stands for the adapter where bodies name a partner.</summary>
    public const string Partner = "adapter";

    /// <summary>So many versions of one payment are looked at; its history is not much longer.</summary>
    public const int ListedMax = 1000;

    private const string Start = "document";

    /// <summary>What it is called among kept bodies: the version, and the rows that came with it.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Start} {Version} {FirstRow} {LastRow}");

    /// <summary>True when the commit added this row.</summary>
    public bool Added(long row) => FirstRow <= row && row <= LastRow;

    /// <summary>The version of this name; null when the name is none of ours.</summary>
    public static KeptVersion? Of(string name, DateTimeOffset at, long id)
        => name.Split(' ') is [Start, var version, var first, var last]
            && Number(version) is { } ours && Number(first) is { } from && Number(last) is { } to
            ? new(ours, from, to, at, id)
            : null;

    private static long? Number(string text)
        => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
