using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// Signs the timelines of payments as they grow, so that a change of what is stored is found (<see
/// cref="TimelineCheck"/>). The head is part of the commit that adds the rows. A payment whose head does not prove what
/// is stored keeps that head for ever, so that nothing that was changed is covered up by what comes after it. Without
/// timeline keys it does nothing. Thread-safe.
/// </summary>
public sealed class TimelineChain(TimelineKeys keys)
{
    /// <summary>
    /// Months in which a payment may change; beyond them the oldest leave. A payment lives in a few.
    /// </summary>
    private const int MarksMax = 120;

    /// <summary>False when timelines are not signed.</summary>
    public bool IsOn => keys.AreThere;

    /// <summary>What the next commit goes on from.</summary>
    public TimelineState StateOf(StoredPayment stored)
    {
        if (!IsOn || stored.Chain is null) return new(null, stored.LastEvent, null);
        var head = TimelineHead.Read(stored.Chain, keys, stored.Key, out var why);
        if (head is not null)
        {
            if (head.Version != stored.Version || head.Last != stored.LastEvent) why = "it is of another version";
            else if (head.Document != TimelineHead.Text(TimelineHash.OfDocument(stored.Document)))
                why = "the document is another than was signed";
        }
        return new(head, stored.LastEvent, why);
    }

    /// <summary>True when the rows that are there must be read, because the chain begins behind them.</summary>
    public bool NeedsRows(TimelineState state)
        => IsOn && state.Head is null && state.Broken is null && state.LastEvent > 0;

    /// <summary>The commit with its head, and what the one after it goes on from.</summary>
    /// <param name="commit">Of a payment.</param>
    /// <param name="state">Of what is stored.</param>
    /// <param name="rows">The rows that are stored, for the payment's first head; empty otherwise.</param>
    public (PaymentCommit Commit, TimelineState State) Link(
        PaymentCommit commit, TimelineState state, IReadOnlyList<TimelineEntry> rows)
    {
        if (!IsOn) return (commit, state with { LastEvent = state.LastEvent + commit.Timeline.Count });
        var added = commit.Timeline.Select(TimelineHash.AsStored).ToList();
        var linked = commit with { Timeline = added };
        if (state.Broken is not null) return (linked, state with { LastEvent = state.LastEvent + added.Count });
        var growing = state.Head is { } head ? new Growing(head) : new Growing(commit.Key, state.LastEvent, rows);
        foreach (var row in added) growing.Add(row);
        var next = growing.HeadOf(commit.ExpectedVersion + 1, commit.Document);
        return (linked with { Chain = next.ToText(keys, commit.Key) }, new(next, next.Last, null));
    }

    private sealed class Growing
    {
        private readonly long first;
        private readonly long before;
        private readonly List<TimelineMark> marks;
        private byte[] hash;
        private long last;
        private int month;

        public Growing(TimelineHead head)
        {
            (first, before, last, month) = (head.First, head.Before, head.Last, head.Month);
            marks = [.. head.Marks];
            hash = System.Buffers.Text.Base64Url.DecodeFromChars(head.Hash);
        }

        public Growing(string payment, long stored, IReadOnlyList<TimelineEntry> rows)
        {
            (first, before, marks) = (rows.Count > 0 ? rows[0].Sequence : stored + 1, stored, []);
            hash = TimelineHash.Start(payment, first, before);
            last = first - 1;
            foreach (var row in rows) Add(row);
        }

        public void Add(TimelineEntry row)
        {
            var of = TimelineHash.MonthOf(row.At);
            if (of > month && last >= first) marks.Add(new(month, last, TimelineHead.Text(hash)));
            month = Math.Max(of, month);
            hash = TimelineHash.After(hash, ++last, row);
        }

        public TimelineHead HeadOf(long version, string document) => new(
            version, first, before, last, month, TimelineHead.Text(hash),
            TimelineHead.Text(TimelineHash.OfDocument(document)), [.. marks.TakeLast(MarksMax)]);
    }
}

/// <summary>What is known of a stored timeline. Immutable.</summary>
/// <param name="Head">Null before the chain, and when it cannot be read.</param>
/// <param name="LastEvent">The number of the last row; 0 when there is none.</param>
/// <param name="Broken">Why the head does not prove what is stored; null when it does.</param>
public sealed record TimelineState(TimelineHead? Head, long LastEvent, string? Broken)
{
    /// <summary>Of a payment that is not stored.</summary>
    public static TimelineState None { get; } = new(null, 0, null);
}
