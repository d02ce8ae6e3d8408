using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;

namespace QliroAdapter.Reconciliation;

/// <summary>How Qliro's admin order differs from the ledger that is stored here; pure.</summary>
internal static class LedgerComparison
{
    /// <summary>
    /// The values that differ, for a person; null when none does. An admin order that was never read here differs only
    /// when money has moved: right after a purchase there is nothing that anybody missed.
    /// </summary>
    public static string? Difference(PaymentDocument payment, Ledger atQliro)
    {
        var here = payment.Ledger;
        var state = ApplyAdminOrder.StateOf(payment, atQliro, believeReleases: false);
        var isSameState = state == payment.State;
        if (isSameState && (atQliro.IsSameAs(here) || (here.Lines.Count == 0 && !HasMoved(atQliro)))) return null;
        List<string> values =
        [
            .. Differs("reserved", here.Reserved, atQliro.Reserved),
            .. Differs("captured", here.Captured, atQliro.Captured),
            .. Differs("returned", here.Returned, atQliro.Returned),
            .. Differs("released", here.Released, atQliro.Released),
            .. Differs("returnable", here.Returnable ?? 0m, atQliro.Returnable ?? 0m),
        ];
        if (!isSameState) values.Add($"it is {payment.State.Name()} here and {state.Name()} by Qliro's admin order");
        if (values.Count == 0) values.Add(atQliro.Contradiction ?? "other lines, with the same sums");
        return $"Qliro's admin order: {string.Join("; ", values)}.";
    }

    private static bool HasMoved(Ledger ledger)
        => ledger.Contradiction is not null
            || ledger.Lines.Any(line => line.Captured + line.Returned + line.Released > 0);

    private static IEnumerable<string> Differs(string name, decimal here, decimal atQliro)
    {
        if (here != atQliro) yield return $"{name} {atQliro:0.00}, here {here:0.00}";
    }
}
