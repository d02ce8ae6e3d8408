using System.Text.Json;

namespace QliroAdapter.WebFront;

/// <summary>The operations of one kind of caller, in the order of the API document.</summary>
public sealed record ApiTag(string Name, string Description, string Anchor, IReadOnlyList<ApiOperationFacts> Operations)
{
    internal static IReadOnlyList<ApiTag> Of(JsonElement document)
    {
        var operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(
                one => new ApiOperationFacts(one.Name.ToUpperInvariant(), path.Name, one.Value))).ToList();
        return
        [
            .. document.GetProperty("tags").EnumerateArray().Select((tag, number) => new ApiTag(
                ApiText.Of(tag, "name"), ApiText.Of(tag, "description"), $"tag-{number}",
                [.. operations.Where(operation => operation.Tag == ApiText.Of(tag, "name"))])),
        ];
    }
}

/// <summary>One operation as the API document has it.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Path">With its parameters in braces.</param>
/// <param name="Operation">The operation in the document.</param>
public sealed record ApiOperationFacts(string Method, string Path, JsonElement Operation)
{
    public string Tag => Operation.GetProperty("tags")[0].GetString()!;

    public string Anchor => $"operation-{ApiText.Of(Operation, "operationId")}";

    public string Summary => ApiText.Of(Operation, "summary");

    public string Description => ApiText.Of(Operation, "description");

    public IReadOnlyList<JsonElement> Parameters
        => Operation.TryGetProperty("parameters", out var all) ? [.. all.EnumerateArray()] : [];

    public JsonElement? Body => Operation.TryGetProperty("requestBody", out var body) ? body : null;

    public IReadOnlyList<JsonProperty> Answers => [.. Operation.GetProperty("responses").EnumerateObject()];

    /// <summary>How its caller proves itself; empty when anybody may call.</summary>
    public string Proof => Operation.TryGetProperty("security", out var all) && all.GetArrayLength() > 0
        ? $"Proof: {string.Join(" or ", Schemes(all))}."
        : "";

    private static IEnumerable<string> Schemes(JsonElement all)
        => all.EnumerateArray().SelectMany(one => one.EnumerateObject()).Select(one => one.Name);
}
