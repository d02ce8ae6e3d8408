using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;
using QliroAdapter.WebFront;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>The Configuration API: documents by merchant, channel and configuration id.</summary>
internal sealed class ConfigurationApi(NorceTokens tokens)
{
    private readonly ConcurrentDictionary<(string Merchant, string Channel, string Id), string> documents = new();

    public void Set(string merchant, string channel, JsonObject document)
    {
        var id = Json.String(document["id"]) ?? NorceSimulatorOptions.QliroAdapterId;
        documents[(merchant, channel, id)] = Json.Text(document);
    }

    public void Remove(string merchant, string channel, string id)
        => documents.TryRemove((merchant, channel, id), out _);

    public JsonObject? Get(string merchant, string channel, string id)
        => documents.TryGetValue((merchant, channel, id), out var text) ? Json.Object(text) : null;

    /// <summary>Answers a request whose path continues after <c>/api/v1/configuration</c>.</summary>
    public WireAnswer Answer(WireRequest request, string[] rest)
    {
        if (!tokens.Accepts(request)) return NorceErrors.Unauthorized;
        return (request.Method, rest) switch
        {
            ("GET", ["merchants", var merchant, "channels"]) => Names(merchant),
            ("GET", ["merchants", var merchant, "channels", var channel, "configurations"]) => All(merchant, channel),
            ("PUT", ["merchants", var merchant, "channels", var channel, "configurations"]) =>
                PutAll(request, merchant, channel),
            ("GET", ["merchants", var merchant, "channels", var channel, "configurations", var id]) =>
                Get(merchant, channel, id) is { } found ? WireAnswer.Of(200, found) : Missing(id),
            ("PUT", ["merchants", var merchant, "channels", var channel, "configurations", var id]) =>
                Put(request, merchant, channel, id),
            ("DELETE", ["merchants", var merchant, "channels", var channel, "configurations", var id]) =>
                documents.TryRemove((merchant, channel, id), out _) ? WireAnswer.Empty(200) : Missing(id),
            _ => WireAnswer.Empty(404),
        };
    }

    private WireAnswer Names(string merchant) => WireAnswer.Of(200, new JsonArray([.. documents.Keys
        .Where(key => key.Merchant == merchant).Select(key => key.Channel).Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal).Select(name => (JsonNode?)name)]));

    private WireAnswer All(string merchant, string channel) => WireAnswer.Of(200, new JsonArray([.. documents
        .Where(one => one.Key.Merchant == merchant && one.Key.Channel == channel)
            .Select(one => (JsonNode?)Json.Object(one.Value))]));

    private WireAnswer Put(WireRequest request, string merchant, string channel, string id)
    {
        if (request.Json() is not JsonObject document || Json.String(document["$schema"]) is null)
            return NorceErrors.BadRequest("A configuration needs $schema and id.");
        if (Refused(document) is { } refused) return refused;
        document["id"] = id;
        Set(merchant, channel, document);
        return WireAnswer.Of(200, document);
    }

    private WireAnswer PutAll(WireRequest request, string merchant, string channel)
    {
        var all = Json.Objects(request.Json()).ToList();
        if (all.Select(Refused).FirstOrDefault(one => one is not null) is { } refused) return refused;
        foreach (var document in all) Set(merchant, channel, document);
        return All(merchant, channel);
    }

    // Norce fetches $schema. Ours is at hand; of documents of other adapters nothing is known here.
    private static WireAnswer? Refused(JsonObject document)
    {
        var isOurs = Json.String(document["$schema"])?.EndsWith(
            $"/{NorceSimulatorOptions.QliroAdapterId}.json", StringComparison.Ordinal) == true;
        var mistakes = isOurs ? DocumentSchema.Mistakes(document) : [];
        return mistakes.Count == 0 ? null : NorceErrors.BySchema(mistakes);
    }

    private static WireAnswer Missing(string id) => WireAnswer.Of(404, new JsonObject
    {
        ["code"] = "configuration-not-found", ["message"] = $"There is no configuration {id}.",
        ["details"] = new JsonObject(),
    });
}
