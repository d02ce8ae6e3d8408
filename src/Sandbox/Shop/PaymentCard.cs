using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using QliroAdapter.Client;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Wire;
using static QliroAdapter.Sandbox.Shop.ShopAnswers;

namespace QliroAdapter.Sandbox.Shop;

/// <summary>One payment in the back office: its state, and what can be done with it, whole or in parts.</summary>
internal static class PaymentCard
{
    /// <summary>Changes with the order: the page looks whether it shows the newest.</summary>
    public static string VersionOf(JsonObject order)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json.Text(order))))[..16];

    public static async Task<string> Of(ShopBackend backend, JsonObject order, JsonObject payment)
    {
        var orderId = Json.String(order["id"])!;
        var id = Json.String(payment["id"])!;
        var path = $"/backoffice/{Encode(orderId)}/payments/{Encode(id)}";
        var isOurs = Json.String(payment["adapterId"]) == NorceSimulatorOptions.QliroAdapterId;
        var trail = await backend.Norce(orderId, HttpMethod.Get, $"/payments/{Uri.EscapeDataString(id)}/transactions");
        var buttons = string.Concat(Json.Objects(payment["actions"])
            .Select(action => Button($"{path}/actions/{Text(action["id"])}", Text(action["type"]))));
        if (isOurs) buttons += Button($"{path}/refresh", "refresh");
        Ledger? ledger = null;
        if (isOurs && Json.String(payment["state"]) is not ("intent" or "removed"))
            await backend.Adapter(orderId, async adapter => ledger = await adapter.GetLedger(orderId, id));
        return $"""
            <section class="card" data-testid="payment-{Text(payment["type"])}">
              <h2>{Text(payment["name"])} <small>{Text(payment["adapterId"])}</small></h2>
              <dl>
                <dt>State</dt><dd data-testid="payment-state">{Text(payment["state"])}</dd>
                <dt>Amount</dt><dd data-testid="payment-amount">{Money(payment["amount"])}</dd>
                <dt>Reference</dt><dd data-testid="payment-reference">{Text(payment["reference"])}</dd>
                {(ledger is null ? "" : Totals(ledger))}
              </dl>
              <div class="actions">{buttons}</div>
              {(ledger is null ? "" : Parts(ledger, path, VersionOf(order)))}
              <details><summary>Trail</summary><ol data-testid="trail">{Trail(trail)}</ol></details>
            </section>
            """;
    }

    private static string Totals(Ledger ledger) => $"""
        <dt>Reserved</dt><dd data-testid="reserved">{ledger.Totals.Reserved:0.00}</dd>
        <dt>Captured</dt><dd data-testid="captured">{ledger.Totals.Captured:0.00}</dd>
        <dt>Refunded</dt><dd data-testid="refunded">{ledger.Totals.Refunded:0.00}</dd>
        <dt>Released</dt><dd data-testid="released">{ledger.Totals.Released:0.00}</dd>
        <dt>Under way</dt><dd data-testid="operation">{Encode(ledger.Operation?.Type ?? "nothing")}</dd>
        """;

    private static string Parts(Ledger ledger, string path, string version)
    {
        var lines = ledger.Lines.Where(line => line.Price >= 0m)
            .Where(line => LeftOf(line) > 0m || line.Returnable > 0m).ToList();
        var canCapture = lines.Exists(line => LeftOf(line) > 0m);
        var canRefund = lines.Exists(line => line.Returnable > 0m);
        return (lines.Count == 0 ? "" : $"""
            <form method="post" data-testid="by-row">
              <h3>By row</h3>
              <input type="hidden" name="key" value="{version}">
              <div class="wide"><table><thead><tr><th scope="col">Row</th><th scope="col" class="number">Price</th>
                <th scope="col" class="number">To capture</th><th scope="col" class="number">To refund</th>
                <th scope="col">Quantity</th></tr></thead>
                <tbody>{string.Concat(lines.Select(Row))}</tbody></table></div>
              <div class="actions">
                {(canCapture ? Submit(path, "capture", "Capture these") + Submit(path, "cancel", "Release these") : "")}
                {(canRefund ? Submit(path, "refund", "Refund these") : "")}
              </div></form>
            """) + (ledger.Totals.Returnable > 0m ? SumForm(path, version, ledger.Totals.Returnable) : "");
    }

    private static string Row(LedgerLine line)
    {
        var reference = Encode(line.Reference);
        return $"""
            <tr><td>{Encode(line.Description ?? line.Reference)}</td><td class="number">{line.Price:0.00}</td>
              <td class="number">{LeftOf(line):0}</td><td class="number">{line.Returnable:0}</td>
              <td><input name="line:{reference}" type="number" min="0" max="{Math.Max(LeftOf(line), line.Returnable):0}"
                value="0" aria-label="Quantity of {Encode(line.Description ?? line.Reference)}"
                data-testid="units-{Encode(line.Sku ?? line.Reference)}"></td></tr>
            """;
    }

    private static decimal LeftOf(LedgerLine line) => line.Reserved - line.Captured - line.Released;

    private static string Submit(string path, string operation, string label)
        => $"""<button formaction="{path}/{operation}" data-testid="{operation}-rows">{label}</button> """;

    private static string SumForm(string path, string version, decimal max) => $"""
        <form method="post" action="{path}/refund-sum">
          <h3>By amount</h3>
          <input type="hidden" name="key" value="{version}">
          <div class="fields">
            <label>Sum, up to {max:0.00} <input class="sum" name="amount" type="number" min="0.01" max="{max:0.00}"
              step="0.01" required data-testid="refund-amount"></label>
            <label>Reason <input name="reason" maxlength="200" data-testid="refund-reason"></label>
            <button data-testid="refund-sum">Refund the sum</button></div></form>
        """;

    private static string Button(string path, string label) => $"""
        <form method="post" action="{path}">
          <button data-testid="action-{label}">{char.ToUpperInvariant(label[0])}{label[1..]}</button></form>
        """;

    private static string Trail(WireAnswer answer) => string.Concat(Json.Objects(answer.Json).Select(one =>
        $"<li>{Text(one["event"])} {(Json.Flag(one["isSuccess"]) ? "ok" : "failed")} "
        + $"<small>{Text(one["created"])}</small></li>"));
}
