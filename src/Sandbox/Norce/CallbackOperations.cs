using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>Hooks, notifications and validations: registering them, and running the validations.</summary>
internal sealed class CallbackOperations(OrderChanges changes, HookRunner hooks, Outbound outbound,
    NorceSimulatorOptions options)
{
    public void AddTo(Dictionary<string, Func<NorceCall, Task<WireAnswer>>> operations)
    {
        operations["POST hooks"] = PostHook;
        operations["DELETE hooks/*"] = call => Lists.Delete(changes, call, "hooks", "hook");
        operations["POST notifications"] = call => Add(call, "notifications", "on", body =>
            Resource.IsUrl(body["invoke"]) ? null : "notification.invoke is no absolute URL");
        operations["DELETE notifications/*"] = call => Lists.Delete(changes, call, "notifications", "notification");
        operations["POST validations"] = call => Add(call, "validations", "ov", CheckValidation);
        operations["PUT validations/*"] = PutValidation;
        operations["DELETE validations/*"] = call => Lists.Delete(changes, call, "validations", "validation");
        operations["POST validate"] = Validate;
    }

    private Task<WireAnswer> PostHook(NorceCall call)
        => Add(call, "hooks", "oc", body => Resource.Hook(body, hooks));

    private Task<WireAnswer> Add(NorceCall call, string list, string prefix, Func<JsonObject, string?> check)
        => changes.Commit(call.Order, call.AdapterId, order =>
        {
            if (call.Body is not JsonObject body) return NorceErrors.BadRequest("A body is needed.");
            if (check(body) is { } wrong) return NorceErrors.BadRequest(wrong);
            body["id"] = changes.NewId(prefix, 20);
            ((JsonArray)order[list]!).Add(body);
            return null;
        });

    private static string? CheckValidation(JsonObject body)
        => Resource.IsUrl(body["url"] ?? body["invoke"]) ? null : "validation.url is no absolute URL";

    private Task<WireAnswer> PutValidation(NorceCall call) => changes.Commit(call.Order, call.AdapterId, order =>
    {
        if (Lists.Find(order, "validations", call.Id) is not { } old)
            return NorceErrors.NotFound("validation", call.Id);
        if (call.Body is not JsonObject body || CheckValidation(body) is not null)
            return NorceErrors.BadRequest("A validation is needed.");
        body["id"] = call.Id;
        var list = (JsonArray)order["validations"]!;
        list[list.IndexOf(old)] = body;
        return null;
    });

    private async Task<WireAnswer> Validate(NorceCall call)
    {
        var order = call.Order.Read();
        var errors = new JsonArray();
        if (!Json.Objects(order["cart"]?["items"]).Any()) errors.Add(Error("cart-empty", "order"));
        if (Json.Number(order["total"]?["includingVat"]) is not >= 0) errors.Add(Error("order-total-invalid", "order"));
        foreach (var code in call.Order.FailingCodes) errors.Add(Error(code, NorceSimulatorOptions.PlatformAdapterId));
        foreach (var validation in Json.Objects(order["validations"]))
        {
            if (await Ask(call.Order, validation, order) is { } error) errors.Add(error);
        }

        if (errors.Count == 0) return WireAnswer.Of(200, errors);
        return WireAnswer.Of(400, options.ValidationErrorsInObject ? new JsonObject { ["errors"] = errors } : errors);
    }

    // Norce itself waits only so long: a validation that does not answer counts as passed.
    private async Task<JsonObject?> Ask(NorceOrder order, JsonObject validation, JsonObject document)
    {
        var url = (Json.String(validation["url"] ?? validation["invoke"]) ?? "")
            .Replace("{order_id}", order.Id, StringComparison.Ordinal);
        var answer =
            await outbound.Post(url, Json.Text(document), Callbacks.Headers(order, options), options.ValidationTimeout);
        if (answer.Status is null || answer.IsSuccess) return null;
        var code = Json.String((Json.TryParse(answer.Body) as JsonObject)?["code"]) ?? "validation-failed";
        return Error(code, Json.String(validation["adapterId"]) ?? "");
    }

    private static JsonObject Error(string code, string adapterId)
        => new() { ["code"] = code, ["adapterId"] = adapterId };
}
