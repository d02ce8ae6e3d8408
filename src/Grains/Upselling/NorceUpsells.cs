using QliroAdapter.Norce;

namespace QliroAdapter.Upselling;

/// <summary>Added goods as Norce shows them on the payment.</summary>
public static class NorceUpsells
{
    /// <summary>
    /// Norce's value updated to ours; members of others stay. Unchanged when we have nothing to show.
    /// </summary>
    public static NorceUpsell? Merge(NorceUpsell? known, Upsell? upsell)
    {
        if (upsell is null) return known;
        return (known ?? new()) with
        {
            Eligible = upsell is { IsEligible: true, IsOpen: true },
            Expiration = upsell.Expiration ?? known?.Expiration,
            Transactions = Transactions(known?.Transactions ?? [], upsell),
        };
    }

    private static List<NorceUpsellTransaction> Transactions(
        IReadOnlyList<NorceUpsellTransaction> known, Upsell upsell) =>
    [
        .. known.Where(other => upsell.Attempts.All(attempt => attempt.Id != other.Id)),
        .. upsell.Attempts.Where(attempt => attempt.State != UpsellState.Created).Select(attempt
            => (known.FirstOrDefault(other => other.Id == attempt.Id) ?? new() { Id = attempt.Id }) with
            {
                State = attempt.State == UpsellState.Completed ? "completed" : "failed",
            }),
    ];
}
