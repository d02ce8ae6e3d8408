using System.Text;
using System.Text.Json.Nodes;

namespace QliroAdapter.Sandbox.Wire;

/// <summary>What a simulated partner answers.</summary>
public sealed record WireAnswer(int Status, byte[] Body, string? ContentType)
{
    private static readonly Dictionary<string, string> none = [];

    /// <summary>Headers besides the content type.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = none;

    /// <summary>The body read as UTF-8.</summary>
    public string BodyText => Encoding.UTF8.GetString(Body);

    /// <summary>The body as JSON, or null.</summary>
    public JsonNode? Json => Wire.Json.TryParse(BodyText);

    /// <summary>True for 2xx.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    public static WireAnswer Empty(int status) => new(status, [], null);

    public static WireAnswer Of(int status, JsonNode? body)
        => OfJson(status, Wire.Json.Text(body));

    /// <summary>JSON that is text already.</summary>
    public static WireAnswer OfJson(int status, string body)
        => new(status, Encoding.UTF8.GetBytes(body), "application/json; charset=utf-8");

    public static WireAnswer Text(int status, string body, string contentType = "text/plain; charset=utf-8")
        => new(status, Encoding.UTF8.GetBytes(body), contentType);

    public static WireAnswer Html(string body) => Text(200, body, "text/html; charset=utf-8");

    public WireAnswer With(string header, string value)
    {
        var headers = new Dictionary<string, string>(Headers, StringComparer.OrdinalIgnoreCase) { [header] = value };
        return this with { Headers = headers };
    }
}
