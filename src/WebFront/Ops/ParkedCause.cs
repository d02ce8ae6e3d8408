using System.Text.RegularExpressions;

namespace QliroAdapter.Ops;

/// <summary>
/// What parked payments have in common: the reason without what is different in each of them (ids, sums, times). Pure.
/// </summary>
internal static partial class ParkedCause
{
    private const int LengthMax = 160;

    private const string Left = "…";

    public static string Of(PaymentSummary payment)
    {
        var reason = payment.ParkedReason ?? "";
        var colon = reason.IndexOf(": ", StringComparison.Ordinal);
        // What stands before it is the entry's kind, the same for all.
        var (kind, rest) = colon is > 0 and < 40 ? (reason[..(colon + 2)], reason[(colon + 2)..]) : ("", reason);
        return kind + WellFormedText.Cut(Ids().Replace(rest, Left), LengthMax);
    }

    // A word with a digit that is no status of three digits, or a long one of mixed case, as ids have it.
    [GeneratedRegex(
        @"(?<![\w-])(?!\d{3}(?![\w-]|[.,:]\d))(?=[\w-]*\d)[\w-]+([.,:]\d[\w-]*)*|"
            + @"(?<![\w-])(?=[A-Za-z]*[a-z][A-Z])[A-Za-z]{9,}(?![\w-])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Ids();
}

/// <summary>Parked payments of one cause.</summary>
/// <param name="Cause">See <see cref="ParkedCause"/>.</param>
/// <param name="Payments">Newest change first.</param>
public sealed record ParkedGroup(string Cause, IReadOnlyList<PaymentSummary> Payments)
{
    /// <summary>Their money at risk, a sum for each currency.</summary>
    public IEnumerable<string> AtRisk => Payments.Where(payment => payment.Attention is not null)
        .GroupBy(payment => payment.Amount?.Currency)
        .Select(sum => Text.Money(sum.Sum(payment => payment.Attention!.AtRisk), sum.Key));
}
