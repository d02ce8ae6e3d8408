using QliroAdapter.Sandbox.Control;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Rush;

/// <summary>
/// Judges orders from the raw documents of both simulators, and asks the adapter nothing: what must hold at every
/// moment, and what must hold once nothing is under way.
/// </summary>
internal sealed class BookAuditor(NorceSimulator norce, QliroSimulator qliro)
{
    /// <summary>Breaches of what must hold at every moment.</summary>
    public IReadOnlyList<string> Always(IReadOnlyCollection<string> orders)
    {
        var findings = new List<string>(qliro.Mistakes);
        var paid = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        foreach (var id in QliroOrdersOf(orders))
        {
            findings.AddRange(MoneyOf(id).Concat(GoodsOf(id)).Select(finding => $"Qliro order {id}: {finding}"));
            if (qliro.Status(id) is not (CheckoutStatus.Completed or CheckoutStatus.OnHold)) continue;
            var reference = ReferenceOf(id);
            if (!paid.TryGetValue(reference, out var all)) paid[reference] = all = [];
            all.Add(id);
        }

        findings.AddRange(paid.Where(one => one.Value.Count > 1)
            .Select(one => $"Order {one.Key} was bought {one.Value.Count} times: {string.Join(", ", one.Value)}."));
        return findings;
    }

    /// <summary>Where the partners do not agree; some of it is normal while work is under way.</summary>
    public IReadOnlyList<string> AtRest(IEnumerable<string> orders)
        => [.. orders.SelectMany(order => Disagreements(order).Select(finding => $"Order {order}: {finding}"))];

    private IEnumerable<string> MoneyOf(long id)
    {
        var totals = qliro.Totals(id);
        if (totals.Captured > totals.Authorized)
            yield return $"captured {totals.Captured} öre of {totals.Authorized} reserved.";
        if (totals.Refunded > totals.Captured)
            yield return $"refunded {totals.Refunded} öre of {totals.Captured} captured.";
        if (totals.Captured + totals.Released > totals.Authorized)
            yield return $"captured and released {totals.Captured + totals.Released} öre of {totals.Authorized}.";
    }

    private IEnumerable<string> GoodsOf(long id) => qliro.LineTotals(id)
        .Where(line => line.Captured > line.Reserved || line.Returned > line.Captured)
        .Select(line => $"of line {line.Reference}, {line.Reserved} were reserved, {line.Captured} captured, "
            + $"{line.Returned} returned.");

    private IEnumerable<string> Disagreements(string order)
    {
        var document = norce.Order(order);
        var status = Json.String(document["state"]?["currentStatus"]);
        var payment = norce.LivePayment(order);
        var state = Json.String(payment?["state"]);
        var bought = OrderTriggers.QliroOrderOf(norce, order) is { } id ? qliro.Status(id) : CheckoutStatus.InProcess;
        switch (bought)
        {
            case CheckoutStatus.Completed:
                var totals = qliro.Totals(OrderTriggers.QliroOrderOf(norce, order)!.Value);
                if (status != "completed") yield return $"paid at Qliro, {status} at Norce.";
                var expected = ExpectedStates(totals);
                if (!expected.Contains(state, StringComparer.Ordinal))
                    yield return $"its payment is {state}, and at Qliro it is {string.Join(" or ", expected)}.";
                var amount = (long)(100 * (Json.Number(payment?["amount"]) ?? 0m));
                if (amount != totals.Authorized)
                    yield return $"its payment is of {amount} öre, and {totals.Authorized} are reserved.";
                break;
            case CheckoutStatus.OnHold when status != "accepted":
                yield return $"on hold at Qliro, {status} at Norce.";
                break;
            case CheckoutStatus.InProcess or CheckoutStatus.Refused when status is "completed" or "accepted":
                yield return $"{status} at Norce, {bought} at Qliro.";
                break;
        }
    }

    private static string[] ExpectedStates(QliroTotals totals) => totals switch
    {
        { Authorized: 0 } => ["pending", "intent"],
        { Reserved: > 0 } => ["reserved"],
        { Captured: 0 } => ["cancelled"],
        _ when totals.Refunded == totals.Captured => ["credited", "refunded"],
        _ => ["captured"],
    };

    private IEnumerable<long> QliroOrdersOf(IReadOnlyCollection<string> orders)
        => qliro.OrderIds.Where(id => orders.Contains(ReferenceOf(id)));

    private string ReferenceOf(long id) => Json.String(qliro.Request(id)["MerchantReference"]) ?? "";
}
