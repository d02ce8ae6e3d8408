using System.Text;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Upselling;

namespace QliroAdapter.Simulation.People;

/// <summary>
/// The shopper adds goods on Qliro's thank-you page. While it accepts goods, Qliro asks us first and takes silence for
/// an approval. The bank may refuse; the new reservation is added to the first or replaces it.
/// </summary>
internal sealed class AddedGoods(World world, Purchase purchase)
{
    /// <summary>How long Qliro waits for a validation.</summary>
    private static readonly TimeSpan timeout = TimeSpan.FromSeconds(5);

    private Dice Dice => world.Dice;

    /// <summary>From the purchase on, for as long as Qliro accepts goods.</summary>
    public async Task Live(long frame, DateTimeOffset until)
    {
        for (var number = Dice.Between(1, 3); number > 0; number--)
        {
            await world.Time.Pause(Dice.Of(Dice.Seconds(0, 5),
                Dice.Seconds(5, 1.1 * world.Offers.Window.TotalSeconds)));
            if (world.Time.GetUtcNow() > until || !MayBeAddedTo(frame)) return;
            await Add(frame, $"up-{purchase.Number}-{number}", Dice.Between(100, 50000) / 100m);
        }
    }

    private async Task Add(long frame, string id, decimal price)
    {
        var isAllowed = await Ask(frame, id, price);
        if (!MayBeAddedTo(frame)) return;
        if (!isAllowed || Dice.Chance(0.2))
        {
            world.Trace.Add($"goods {id} are not added to Qliro {frame}");
            world.Qliro.FailUpsell(frame, id);
            return;
        }
        var before = world.Qliro.Totals(frame);
        var replaces = before is { Captured: 0, Released: 0 } && !IsWorkedOn(frame) && Dice.Chance(0.3);
        var added = world.Qliro.AddUpsell(frame, price, Math.Round(price / 1.25m, 2), $"{id}:EXTRA", replaces, id);
        var how = replaces ? "in place of all" : "beside it";
        world.Trace.Add($"goods {id} of {price} are added to Qliro {frame}: {added}, {how}");
        var cannotBeKnown = !IsWaitedFor(frame) && world.Mail.HasLostLast;
        purchase.Additions.Add(new(frame, added, ReplacedBy(frame, added), cannotBeKnown));
    }

    /// <summary>The worth of the reservation that it replaced, in öre; 0 when it replaced none.</summary>
    private long ReplacedBy(long frame, long added)
    {
        var transactions = (JsonArray)world.Qliro.AdminOrder(frame)["PaymentTransactions"]!;
        JsonNode? Find(long? id) => transactions.FirstOrDefault(one => (long?)one!["PaymentTransactionId"] == id);
        return Find((long?)Find(added)!["OriginalPaymentTransactionId"]) is { } replaced
            ? (long)(100 * (decimal)replaced["Amount"]!)
            : 0;
    }

    /// <summary>True when goods can be added: the purchase is valid and something is reserved.</summary>
    private bool MayBeAddedTo(long frame)
        => world.Qliro.Status(frame) == CheckoutStatus.Completed
            && world.Qliro.Totals(frame) is { Reserved: > 0 } totals
            && !totals.Operations.ContainsKey("Debit") && !totals.Operations.ContainsKey("Reversal");

    /// <summary>
    /// True when part of it is captured or a transaction is in process; Qliro then replaces nothing.
    /// </summary>
    private bool IsWorkedOn(long frame) => world.Qliro.Totals(frame).Operations.GetValueOrDefault("Capture") > 0
        || ((JsonArray)world.Qliro.AdminOrder(frame)["PaymentTransactions"]!).Any(one => !IsFinal(one!));

    private static bool IsFinal(JsonNode transaction) => (string?)transaction["Status"] is { } status
        && (status.Equals(TransactionStatus.Success, StringComparison.OrdinalIgnoreCase)
            || status.Equals(TransactionStatus.Error, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// True when the adapter has not ended the window for goods, or does not know of the purchase yet.
    /// </summary>
    private bool IsWaitedFor(long frame)
        => world.Store.Payments.FirstOrDefault(payment => payment.QliroOrderId?.Value == frame)
        is not { Upsell: { IsOpen: false, ClosesAt: not null } };

    private async Task<bool> Ask(long frame, string id, decimal price)
    {
        var order = world.Qliro.Request(frame);
        using var request = new HttpRequestMessage(HttpMethod.Post, (string)order["MerchantOrderValidationUrl"]!);
        var body = new JsonObject
        {
            ["OrderId"] = frame, ["Currency"] = "SEK", ["UpsellId"] = id,
            ["OrderItems"] = new JsonArray(new JsonObject
            {
                ["MerchantReference"] = $"{id}:EXTRA", ["Quantity"] = 1, ["PricePerItemIncVat"] = price,
                ["UpsellId"] = id,
            }),
        };
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        try
        {
            using var limit = new CancellationTokenSource(timeout, world.Time);
            using var response = await world.Front.Call(request).WaitAsync(limit.Token);
            return response.StatusCode != System.Net.HttpStatusCode.BadRequest;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return true;
        }
    }
}
