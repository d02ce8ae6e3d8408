using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>Orders by id, and how a new order document is completed.</summary>
internal sealed class OrderStore(TimeProvider clock, IdSource ids)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, NorceOrder> orders = new(StringComparer.Ordinal);

    public IReadOnlyList<NorceOrder> All
    {
        get { lock (gate) return [.. orders.Values]; }
    }

    public NorceOrder? Find(string id)
    {
        lock (gate) return orders.GetValueOrDefault(id);
    }

    public bool Delete(string id)
    {
        lock (gate) return orders.Remove(id);
    }

    /// <summary>Stores an order; read-only members of the document are ignored. A test may keep its own id.</summary>
    public NorceOrder Add(JsonObject document, string merchant, string channel, bool keepId)
    {
        var order = new NorceOrder(keepId && Json.String(document["id"]) is { } own ? own
            : ids.Letters("o", 7), merchant, channel);
        order.Write(Complete(Json.Copy(document), order));
        lock (gate) orders[order.Id] = order;
        return order;
    }

    private JsonObject Complete(JsonObject document, NorceOrder order)
    {
        document["id"] = order.Id;
        document["merchant"] = order.Merchant;
        document["channel"] = order.Channel;
        document["created"] = Stamp();
        document["lastModified"] = Stamp();
        var status = OrderStatus.Normal(Json.String(document["state"]?["currentStatus"])) ?? OrderStatus.Checkout;
        document["state"] = new JsonObject
        {
            ["currentStatus"] = status,
            ["transitions"] = new JsonArray(new JsonObject { ["status"] = status, ["timeStamp"] = Stamp() }),
        };
        foreach (var list in new[] { "shippings", "payments", "consents", "validations", "hooks", "notifications" })
            document[list] ??= new JsonArray();
        document["customer"] ??= new JsonObject { ["type"] = "person" };
        document["attributes"] ??= new JsonObject();
        document["cart"] ??= new JsonObject { ["items"] = new JsonArray(), ["discounts"] = new JsonArray() };
        GiveIds(document);
        OrderTotals.Compute(document);
        return document;
    }

    /// <summary>Gives every row, consent, hook and payment without an id its own.</summary>
    public void GiveIds(JsonObject document)
    {
        foreach (var item in Json.Objects(document["cart"]?["items"])) item["id"] ??= ids.Letters("ci", 20);
        foreach (var consent in Json.Objects(document["consents"])) consent["id"] ??= ids.Letters("co", 20);
        foreach (var hook in Json.Objects(document["hooks"])) hook["id"] ??= ids.Letters("oc", 20);
        foreach (var payment in Json.Objects(document["payments"])) payment["id"] ??= ids.Letters("p", 26);
        foreach (var shipping in Json.Objects(document["shippings"])) shipping["id"] ??= ids.Letters("s", 26);
    }

    public string NewId(string prefix, int length) => ids.Letters(prefix, length);

    public string Stamp() => clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", null);
}
