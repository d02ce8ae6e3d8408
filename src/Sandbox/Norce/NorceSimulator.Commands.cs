using System.Text;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <content>What a test or the shop can do without HTTP.</content>
public sealed partial class NorceSimulator
{
    /// <summary>
    /// Stores an order and returns its id. A member <c>id</c>, shippings, payments and hooks in it are kept.
    /// </summary>
    public string AddOrder(JsonObject order, string merchant = NorceSimulatorOptions.DefaultMerchant,
        string channel = NorceSimulatorOptions.DefaultChannel) => store.Add(order, merchant, channel, keepId: true).Id;

    /// <summary>The ids of all orders, oldest first.</summary>
    public IReadOnlyList<string> OrderIds => [.. store.All.Select(order => order.Id)];

    /// <summary>The committed order, as a copy.</summary>
    public JsonObject Order(string orderId) => Find(orderId).Read();

    /// <summary>The order's status.</summary>
    public string Status(string orderId) => Json.String(Order(orderId)["state"]!["currentStatus"])!;

    /// <summary>The statuses it went through, the first included.</summary>
    public IReadOnlyList<string> Transitions(string orderId) =>
        [.. Json.Objects(Order(orderId)["state"]!["transitions"]).Select(one => Json.String(one["status"])!)];

    public JsonObject Payment(string orderId, string paymentId)
        => Lists.Find(Order(orderId), "payments", paymentId)
            ?? throw new ArgumentException($"No payment {paymentId}.", nameof(paymentId));

    /// <summary>The live default payment, or null.</summary>
    public JsonObject? LivePayment(string orderId) => Json.Objects(Order(orderId)["payments"])
        .FirstOrDefault(one => Json.String(one["state"]) != "removed" && Json.String(one["type"]) == "default");

    /// <summary>The audit trail of a payment.</summary>
    public IReadOnlyList<JsonObject> Transactions(string orderId, string paymentId)
    {
        var order = Find(orderId);
        lock (order.Transactions)
            return [.. order.Transactions.Where(one => one.PaymentId == paymentId).Select(one => Json.Copy(one.Entry))];
    }

    /// <summary>
    /// Runs any operation of the Order API on an order in this process, in the name of an adapter. It runs the same
    /// code as over HTTP, hooks included, but is not logged and gets no faults. The path is what follows
    /// <c>/orders/{order_id}</c>, e.g. <c>/cart</c>.
    /// </summary>
    public Task<WireAnswer> Call(string method, string orderId, string path, JsonNode? body = null,
        string adapterId = NorceSimulatorOptions.PlatformAdapterId)
    {
        var order = Find(orderId);
        var headers = new Dictionary<string,
            string>(Callbacks.Headers(order, Options), StringComparer.OrdinalIgnoreCase)
        {
            ["Authorization"] = "Bearer " + Options.Tokens[0], ["x-adapterid"] = adapterId,
        };
        return Answer(new WireRequest(method, $"{OrderRoot}/api/v0/checkout/orders/{orderId}{path}", "", headers,
            body is null ? [] : Encoding.UTF8.GetBytes(Json.Text(body))));
    }

    /// <summary>Changes the cart in the platform's name.</summary>
    public Task<WireAnswer> ChangeCart(string orderId, Action<JsonObject> change)
    {
        var cart = (JsonObject)Order(orderId)["cart"]!;
        change(cart);
        return Call("PUT", orderId, "/cart", cart);
    }

    /// <summary>
    /// Sets a row's quantity and keeps its unit price; 0 removes the row. The cart's total is summed again.
    /// </summary>
    public Task<WireAnswer> ChangeQuantity(string orderId, int row, int quantity)
        => ChangeCart(orderId, cart => NorceOrders.SetQuantity(cart, row, quantity));

    /// <summary>Changes the order's status in the platform's name.</summary>
    public Task<WireAnswer> ChangeState(string orderId, string status)
        => Call("PUT", orderId, "/state", new JsonObject { ["currentStatus"] = status });

    /// <summary>Adds a gift card as a payment of its own, which lowers what is left for the default payment.</summary>
    public async Task<string> AddVoucher(string orderId, decimal amount, string adapterId = "awardit_adapter")
    {
        var answer = await Call("POST", orderId, "/payments", NorceOrders.Voucher(amount, adapterId), adapterId);
        return answer.IsSuccess ? Json.String(answer.Json!["id"])!
            : throw new InvalidOperationException(answer.BodyText);
    }

    /// <summary>Executes an action of a payment by its type, as the platform's back office does.</summary>
    public Task<WireAnswer> ExecuteAction(string orderId, string paymentId, string type)
    {
        var action = Json.Objects(Payment(orderId, paymentId)["actions"])
            .FirstOrDefault(one => Json.String(one["type"]) == type);
        return action is null ? Task.FromResult(NorceErrors.NotFound("action", type))
            : Call("POST", orderId, $"/payments/{paymentId}/actions/{Json.String(action["id"])}/execute");
    }

    /// <summary>
    /// Registers a hook that is a function in this process, for instance the platform's freight rule.
    /// </summary>
    public Task<WireAnswer> AddHook(string orderId, string adapterId, string subscribeTo, string target,
        Func<JsonObject, HookReply> hook) =>
        Call("POST", orderId, "/hooks", new JsonObject
        {
            ["adapterId"] = adapterId,
            ["subscribeTo"] = subscribeTo,
            ["target"] = target,
            ["invoke"] = hooks.AddLocal(order => Task.FromResult(hook(order))),
        });

    /// <summary>Makes validate fail with these codes, until it is called without any.</summary>
    public void FailValidation(string orderId, params string[] codes) => Find(orderId).FailingCodes = codes;

    /// <summary>Replaces an order's document without calling hooks, as if somebody had changed it unnoticed.</summary>
    public void Overwrite(string orderId, Action<JsonObject> change)
    {
        var order = Find(orderId);
        var document = order.Read();
        change(document);
        store.GiveIds(document);
        OrderTotals.Compute(document);
        document["lastModified"] = store.Stamp();
        order.Write(document);
    }

    /// <summary>Revokes every token that was issued for client credentials; static tokens stay valid.</summary>
    public void RevokeIssuedTokens() => tokens.RevokeIssued();

    public void SetConfiguration(JsonObject document, string merchant = NorceSimulatorOptions.DefaultMerchant,
        string channel = NorceSimulatorOptions.DefaultChannel) => configurations.Set(merchant, channel, document);

    public void RemoveConfiguration(string id = NorceSimulatorOptions.QliroAdapterId,
        string merchant = NorceSimulatorOptions.DefaultMerchant,
            string channel = NorceSimulatorOptions.DefaultChannel) =>
        configurations.Remove(merchant, channel, id);

    public JsonObject? Configuration(string merchant = NorceSimulatorOptions.DefaultMerchant,
        string channel = NorceSimulatorOptions.DefaultChannel) =>
            configurations.Get(merchant, channel, NorceSimulatorOptions.QliroAdapterId);

    private NorceOrder Find(string orderId)
        => store.Find(orderId) ?? throw new ArgumentException($"There is no order {orderId}.", nameof(orderId));
}
