using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;
using QliroAdapter.Settings;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>Norce's refusals: a code and a message.</summary>
internal static class NorceErrors
{
    public static WireAnswer Unauthorized => Of(401, "unauthorized", "A valid bearer token is needed.");

    public static WireAnswer OrderNotFound(string id) => Of(404, "order-not-found", $"There is no order {id}.");

    public static WireAnswer NotFound(string what, string id)
        => Of(404, what + "-not-found", $"There is no {what} {id} on this order.");

    public static WireAnswer BadRequest(string message) => Of(400, "bad-request", message);

    public static WireAnswer Validation(string message) => Of(400, "order-validation", message);

    /// <summary>A document that its schema refuses; in this form Norce tells it.</summary>
    public static WireAnswer BySchema(IEnumerable<SettingsMistake> mistakes) => WireAnswer.Of(400, new JsonObject
    {
        ["title"] = "One or more validation errors occurred.",
        ["status"] = 400,
        ["errors"] = new JsonObject(mistakes.Select(one =>
            KeyValuePair.Create(one.Key, (JsonNode?)new JsonArray($"{one}")))),
    });

    public static WireAnswer Conflict(string message) => Of(409, "order-conflict", message);

    private static WireAnswer Of(int status, string code, string message)
        => WireAnswer.Of(status, new JsonObject { ["code"] = code, ["message"] = message });
}
