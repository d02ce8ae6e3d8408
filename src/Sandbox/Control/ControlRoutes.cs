using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Control;

/// <summary>The panel's page, what it shows, and the triggers.</summary>
internal static class ControlRoutes
{
    private const string Policy = "default-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; "
        + "frame-ancestors 'none'";

    public static void MapControl(this IEndpointRouteBuilder app, SandboxHost host)
    {
        app.MapGet("/", (HttpContext context) => File(context, "control.html", "text/html; charset=utf-8"));
        app.MapGet("/control.css", (HttpContext context) => File(context, "control.css", "text/css; charset=utf-8"));
        app.MapGet("/control.js", (HttpContext context) =>
            File(context, "control.js", "text/javascript; charset=utf-8"));
        app.MapGet("/api/triggers", context => Write(context, 200, new JsonArray([.. Triggers.All.Select(Describe)])));
        app.MapGet("/api/state", context => Write(context, 200, SandboxState.Of(host)));
        app.MapGet("/api/persons", context => Write(context, 200, SandboxState.Persons()));
        app.MapGet("/api/requests/{partner}/{number:int}", (HttpContext context, string partner, int number) =>
            Write(context, SandboxState.Request(host, partner, number)));
        app.MapPost("/api/triggers/{name}", (HttpContext context, string name) => Pull(context, host, name));
    }

    private static async Task Pull(HttpContext context, SandboxHost host, string name)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = Json.TryParse(await reader.ReadToEndAsync()) as JsonObject ?? [];
        try
        {
            var trigger = Triggers.Find(name) ?? throw new TriggerRefusedException(
                $"There is no trigger {name}; the nearest is {Triggers.Nearest(name)}.");
            var given = new TriggerArguments(trigger, body.Select(one =>
                KeyValuePair.Create(one.Key, Json.Scalar(one.Value) ?? "")));
            await Write(context, 200, new JsonObject { ["message"] = await trigger.Run(host, given) });
        }
        catch (Exception refused) when (refused is TriggerRefusedException or ArgumentException
            or InvalidOperationException)
        {
            await Write(context, 400, new JsonObject { ["message"] = refused.Message });
        }
    }

    private static JsonNode Describe(Trigger trigger) => new JsonObject
    {
        ["name"] = trigger.Name,
        ["group"] = trigger.Group,
        ["text"] = trigger.Text,
        ["takes"] = new JsonArray([.. trigger.Takes.Select(one => (JsonNode)new JsonObject
        {
            ["name"] = one.Name, ["text"] = one.Text, ["default"] = one.Default,
        })]),
    };

    private static Task Write(HttpContext context, JsonNode? body)
        => body is null ? Write(context, 404, new JsonObject { ["message"] = "Not found." })
            : Write(context, 200, body);

    private static Task Write(HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(Json.Text(body));
    }

    private static async Task File(HttpContext context, string name, string contentType)
    {
        context.Response.ContentType = contentType;
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await using var file = typeof(ControlRoutes).Assembly.GetManifestResourceStream("Control/" + name)!;
        await file.CopyToAsync(context.Response.Body);
    }
}
