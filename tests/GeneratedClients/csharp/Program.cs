// Buys and captures with what NSwag made of the API document: Buy ADAPTER PANEL TOKEN.
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Generated;

const string Merchant = "acme";
const string Channel = "se-qliro";
using var http = new HttpClient { BaseAddress = new Uri(args[0]) };
http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", args[2]);
using var panel = new HttpClient { BaseAddress = new Uri(args[1]) };
var adapter = new AdapterApi(http);

var order = await Trigger("cart.filled", []);
var created = await adapter.CreatePaymentAsync(Merchant, Channel, order);
if (!created.HtmlSnippet.Contains("<script>")) throw new InvalidOperationException("There is no script in the snippet.");
await Trigger("push.completed", new JsonObject { ["order"] = order });

await Until("reserved", async () => (await Ledger()).Totals.Reserved > 0);
await adapter.CaptureAsync(Merchant, Channel, order, created.PaymentId);
await Until("captured", async () => (await Ledger()).Totals.Captured > 0);
Console.WriteLine($"bought and captured {(await Ledger()).Totals.Captured}");
return 0;

Task<Ledger> Ledger() => adapter.LedgerAsync(Merchant, Channel, order, created.PaymentId);

async Task<string> Trigger(string name, JsonObject given)
{
    using var answer = await panel.PostAsJsonAsync("/api/triggers/" + name, given);
    var said = (await answer.Content.ReadFromJsonAsync<JsonObject>())!["message"]!.GetValue<string>();
    return answer.IsSuccessStatusCode ? said.Split(' ')[1] : throw new InvalidOperationException($"{name}: {said}");
}

static async Task Until(string what, Func<Task<bool>> holds)
{
    for (var look = 0; look < 150; look++)
    {
        if (await holds()) return;
        await Task.Delay(200);
    }

    throw new InvalidOperationException("Never: " + what);
}
