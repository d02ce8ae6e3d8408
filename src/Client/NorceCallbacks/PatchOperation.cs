using System.Text.Json.Nodes;

namespace QliroAdapter.Client;

/// <summary>One operation of a JSON Patch (RFC 6902) on the Norce order. Published under this name.</summary>
public sealed record PatchOperation
{
    /// <summary><c>replace</c>, <c>add</c> or <c>remove</c>.</summary>
    public required string Op { get; init; }

    /// <summary>A JSON Pointer (RFC 6901), such as <c>/payments/0/amount</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The new value; absent for <c>remove</c>.</summary>
    public JsonNode? Value { get; init; }
}
