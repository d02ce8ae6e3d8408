using System.Buffers.Text;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// Compares a stored timeline with its signed head: any row that was changed, added, removed or moved is found, and a
/// document that was. Rows that retention has dropped may be missing, whole months from the oldest on, and what is left
/// is verified from the mark of the last of them. Pure.
/// </summary>
public sealed class TimelineCheck(TimelineKeys keys)
{
    /// <summary>What is wrong, a line for each; none when all is as it was written.</summary>
    /// <param name="stored">What is stored of the payment.</param>
    /// <param name="droppedUntil">
    /// The last month of which retention may have dropped rows, as 202611; 0 when it drops none.
    /// </param>
    public IReadOnlyList<string> Mistakes(StoredTimeline stored, int droppedUntil)
    {
        if (stored.Payment.Chain is not { } text) return OfRepeats(stored, isBefore: true);
        if (TimelineHead.Read(text, keys, stored.Payment.Key, out var why) is not { } head)
            return [why ?? "its head was changed"];
        var found = new List<string>();
        if (head.Version != stored.Payment.Version)
            found.Add(FormattableString.Invariant(
                $"it is at version {stored.Payment.Version}, and its head is of version {head.Version}"));
        if (head.Document != TimelineHead.Text(TimelineHash.OfDocument(stored.Payment.Document)))
            found.Add("its document is another than was signed");
        found.AddRange(OfRows(stored, head, droppedUntil));
        found.AddRange(OfRepeats(stored, head.Before > 0));
        return found;
    }

    private static IEnumerable<string> OfRows(StoredTimeline stored, TimelineHead head, int droppedUntil)
    {
        var rows = stored.Rows;
        var next = rows.Count > 0 ? rows[0].Sequence : head.Last + 1;
        if (next < head.First) return [FormattableString.Invariant($"row {next} was not there")];
        var hash = TimelineHash.Start(stored.Payment.Key, head.First, head.Before);
        var done = head.First - 1;
        if (next > head.First)
        {
            if (Anchor(head, next - 1, droppedUntil) is not { } anchor)
                return [FormattableString.Invariant($"rows {head.First} to {next - 1} are missing")];
            (hash, done) = (Base64Url.DecodeFromChars(anchor.Hash), anchor.Last);
        }
        foreach (var row in rows)
        {
            if (row.Sequence != next++)
                return [FormattableString.Invariant($"after row {next - 2} comes row {row.Sequence}")];
            if (row.Sequence <= done) continue;
            hash = TimelineHash.After(hash, row.Sequence, row);
            var text = TimelineHead.Text(hash);
            if (MarkAt(head, row.Sequence) is { } mark && mark.Hash != text)
                return [FormattableString.Invariant($"rows {done + 1} to {mark.Last} are not as they were written")];
        }
        if (next - 1 != head.Last)
            return [FormattableString.Invariant($"its last row is {next - 1}, and {head.Last} were signed")];
        return TimelineHead.Text(hash) == head.Hash
            ? []
            : [FormattableString.Invariant($"rows {done + 1} to {head.Last} are not as they were written")];
    }

    // The first mark behind what is missing, if all of that may be.
    private static TimelineMark? Anchor(TimelineHead head, long missing, int droppedUntil)
        => head.Marks.Append(new(head.Month, head.Last, head.Hash))
            .FirstOrDefault(mark => mark.Last >= missing) is { } mark && mark.Month <= droppedUntil ? mark : null;

    private static TimelineMark? MarkAt(TimelineHead head, long row)
        => head.Marks.FirstOrDefault(mark => mark.Last == row);

    // Those that an older version has counted have no signature.
    private IReadOnlyList<string> OfRepeats(StoredTimeline stored, bool isBefore)
        =>
        [
            .. stored.Repeats.Select(one => (one.Row.Summary, Why: one.Signature is null
                    ? isBefore ? null : "it is not signed"
                    : keys.WhyNotRepeat(stored.Payment.Key, one.Row, one.Signature)))
                .Where(one => one.Why is not null)
                .Select(one => $"the count of '{one.Summary}' is not as it was written: {one.Why}"),
        ];
}

/// <summary>All that is stored of a payment and its history.</summary>
/// <param name="Payment">The payment.</param>
/// <param name="Rows">Its rows, by number.</param>
/// <param name="Repeats">Its counted repeats, with their signatures.</param>
/// <param name="UpdatedAt">When it was changed last, by the store.</param>
public sealed record StoredTimeline(
    StoredPayment Payment, IReadOnlyList<TimelineEntry> Rows, IReadOnlyList<SignedRepeat> Repeats,
    DateTimeOffset UpdatedAt);

/// <summary>A row that counts repeats.</summary>
/// <param name="Row">The row.</param>
/// <param name="Signature">Null when it was counted without keys, or by an older version.</param>
public sealed record SignedRepeat(TimelineEntry Row, string? Signature);
