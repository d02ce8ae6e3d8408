using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>Payments of an order, their actions and their transactions.</summary>
internal sealed class PaymentOperations(OrderChanges changes, OrderStore store, Outbound outbound,
    NorceSimulatorOptions options)
{
    public void AddTo(Dictionary<string, Func<NorceCall, Task<WireAnswer>>> operations)
    {
        operations["GET payments"] = call => Task.FromResult(WireAnswer.Of(200, call.Order.Read()["payments"]));
        operations["POST payments"] = Create;
        operations["GET payments/*"] = call => Task.FromResult(Read(call));
        operations["PUT payments/*"] = Put;
        operations["POST payments/*/actions"] = PostActions;
        operations["POST payments/*/actions/*/execute"] = Execute;
        operations["GET payments/*/transactions"] = call => Task.FromResult(ReadTransactions(call));
        operations["POST payments/*/transactions"] = call => Task.FromResult(PostTransaction(call));
    }

    private Task<WireAnswer> Create(NorceCall call)
    {
        var id = store.NewId("p", 26);
        return changes.Commit(call.Order, call.AdapterId, order =>
        {
            if (call.Body is not JsonObject payment) return NorceErrors.BadRequest("A payment is needed.");
            if (Resource.Payment(payment, options) is { } wrong) return NorceErrors.BadRequest(wrong);
            Own(call.Order, payment, id);
            ((JsonArray)order["payments"]!).Add(payment);
            return null;
        }, _ =>
            WireAnswer.Of(201, new JsonObject { ["id"] = id })
                .With("Location", $"/api/v0/checkout/orders/{call.Order.Id}/payments/{id}"));
    }

    private static WireAnswer Read(NorceCall call)
        => Lists.Find(call.Order.Read(), "payments", call.Id) is { } payment ? WireAnswer.Of(200, payment)
            : NorceErrors.NotFound("payment", call.Id);

    // A PUT replaces the whole resource. Only actions are kept when they are left out, because they have an operation
    // of their own.
    private Task<WireAnswer> Put(NorceCall call) => changes.Commit(call.Order, call.AdapterId, order =>
    {
        if (Lists.Find(order, "payments", call.Id) is not { } old) return NorceErrors.NotFound("payment", call.Id);
        if (call.Body is not JsonObject payment) return NorceErrors.BadRequest("A payment is needed.");
        if (Resource.Payment(payment, options) is { } wrong) return NorceErrors.BadRequest(wrong);
        if (!payment.ContainsKey("actions") && old["actions"] is { } actions) payment["actions"] = actions.DeepClone();
        Own(call.Order, payment, call.Id);
        var list = (JsonArray)order["payments"]!;
        list[list.IndexOf(old)] = payment;
        return null;
    }, after => WireAnswer.Of(200, Lists.Find(after, "payments", call.Id)));

    private void Own(NorceOrder order, JsonObject payment, string id)
    {
        payment["id"] = id;
        payment["orderId"] = order.Id;
        payment["merchant"] = order.Merchant;
        payment["channel"] = order.Channel;
        foreach (var action in Json.Objects(payment["actions"])) action["id"] ??= store.NewId("pa", 20);
    }

    private Task<WireAnswer> PostActions(NorceCall call) => changes.Commit(call.Order, call.AdapterId, order =>
    {
        if (Lists.Find(order, "payments", call.Id) is not { } payment) return NorceErrors.NotFound("payment", call.Id);
        if (Resource.Actions(call.Body) is { } wrong) return NorceErrors.BadRequest(wrong);
        var given = Json.Objects(call.Body).Select(Json.Copy).ToList();
        var owners = given.Select(action => Json.String(action["adapterId"])).Append(call.AdapterId)
            .ToHashSet(StringComparer.Ordinal);
        var kept = Json.Objects(payment["actions"]).Where(action => !owners.Contains(Json.String(action["adapterId"])))
            .Select(Json.Copy);
        foreach (var action in given) action["id"] = store.NewId("pa", 20);
        payment["actions"] = new JsonArray([.. kept, .. given]);
        return null;
    });

    private async Task<WireAnswer> Execute(NorceCall call)
    {
        if (Lists.Find(call.Order.Read(), "payments", call.Id) is not { } payment)
            return NorceErrors.NotFound("payment", call.Id);
        var action = Json.Objects(payment["actions"]).FirstOrDefault(one => Json.String(one["id"]) == call.Rest[3]);
        if (action is null) return NorceErrors.NotFound("action", call.Rest[3]);
        var url = Json.String(action["url"])!.Replace("{order_id}", call.Order.Id, StringComparison.Ordinal)
            .Replace("{payment_id}", call.Id, StringComparison.Ordinal);
        var answer = await outbound.Post(url, "", Callbacks.Headers(call.Order, options), TimeSpan.FromSeconds(30));
        Record(call.Order, call.Id, new JsonObject
        {
            ["event"] = "paymentAction",
            ["isSuccess"] = answer.IsSuccess,
            ["pspEvent"] = action["type"]?.DeepClone(),
            ["amount"] = payment["amount"]?.DeepClone(),
            ["errorDetail"] = answer.IsSuccess ? null : answer.Failure ?? answer.Body,
            ["paymentAction"] = action.DeepClone(),
        });
        return answer.IsSuccess ? WireAnswer.Empty(200)
            : NorceErrors.BadRequest(
                $"The action answered {answer.Status?.ToString() ?? answer.Failure}: {answer.Body}");
    }

    private static WireAnswer ReadTransactions(NorceCall call)
    {
        if (Lists.Find(call.Order.Read(), "payments", call.Id) is null) return NorceErrors.NotFound("payment", call.Id);
        lock (call.Order.Transactions)
        {
            var own = call.Order.Transactions.Where(one => one.PaymentId == call.Id)
                .Select(one => (JsonNode?)one.Entry.DeepClone());
            return WireAnswer.Of(200, new JsonArray([.. own]));
        }
    }

    private WireAnswer PostTransaction(NorceCall call)
    {
        if (Lists.Find(call.Order.Read(), "payments", call.Id) is null) return NorceErrors.NotFound("payment", call.Id);
        if (call.Body is not JsonObject entry) return NorceErrors.BadRequest("A transaction is needed.");
        return Resource.Transaction(entry) is { } wrong ? NorceErrors.BadRequest(wrong)
            : WireAnswer.Of(200, Record(call.Order, call.Id, entry));
    }

    private JsonObject Record(NorceOrder order, string paymentId, JsonObject entry)
    {
        entry["created"] = store.Stamp();
        lock (order.Transactions) order.Transactions.Add((paymentId, entry));
        return entry;
    }
}
