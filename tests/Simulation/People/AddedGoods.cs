using System.Text;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Upselling;

namespace QliroAdapter.Simulation.People;

/// <summary>
/// The shopper adds goods on Qliro's thank-you page. Qliro asks us first, and takes silence for a yes while it takes
/// goods at all; the bank may refuse them; the new reservation stands beside the first or takes its place.
/// </summary>
internal sealed class AddedGoods(World world, Purchase purchase)
{
    /// <summary>Qliro's patience with a validation.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private Dice Dice => world.Dice;

    /// <summary>From the purchase on, for as long as Qliro takes goods.</summary>
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

    /// <summary>What the reservation that it took the place of was worth, in öre; 0 when it stands beside.</summary>
    private long ReplacedBy(long frame, long added)
    {
        var transactions = (JsonArray)world.Qliro.AdminOrder(frame)["PaymentTransactions"]!;
        JsonNode? Find(long? id) => transactions.FirstOrDefault(one => (long?)one!["PaymentTransactionId"] == id);
        return Find((long?)Find(added)!["OriginalPaymentTransactionId"]) is { } replaced
            ? (long)(100 * (decimal)replaced["Amount"]!)
            : 0;
    }

    /// <summary>Goods have somewhere to go: the purchase stands and something is reserved.</summary>
    private bool MayBeAddedTo(long frame)
        => world.Qliro.Status(frame) == CheckoutStatus.Completed
            && world.Qliro.Totals(frame) is { Reserved: > 0 } totals
            && !totals.Operations.ContainsKey("Debit") && !totals.Operations.ContainsKey("Reversal");

    private bool IsWorkedOn(long frame) => world.Qliro.Totals(frame).Operations.GetValueOrDefault("Capture") > 0;

    /// <summary>The adapter has not ended the time to add goods, or not heard of the purchase yet.</summary>
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
            using var limit = new CancellationTokenSource(Timeout, world.Time);
            using var response = await world.Front.Call(request).WaitAsync(limit.Token);
            return response.StatusCode != System.Net.HttpStatusCode.BadRequest;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return true;
        }
    }
}
