using System.Text.Json;

namespace QliroAdapter.Norce;

/// <summary>A callback that Norce makes while an order changes, before the change is committed.</summary>
public sealed record NorceHook : NorceWire
{
    /// <summary>Norce's id. The answer to a creation does not hold it; the order does.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// The adapter that owns the hook. Norce does not call it for a change made with the same <c>x-adapterid</c>.
    /// </summary>
    public string? AdapterId { get; init; }

    /// <summary>JSON Pointer of the part to watch, e.g. <c>/cart</c>.</summary>
    public string? SubscribeTo { get; init; }

    /// <summary>JSON Pointer of the part that the hook may patch. Norce orders its calls by it.</summary>
    public string? Target { get; init; }

    /// <summary>Absolute URL, POSTed to.</summary>
    public string? Invoke { get; init; }

    /// <summary>Shape of the order wanted; we ask for <c>v0</c>.</summary>
    public string? Version { get; init; }
}

/// <summary>One change a hook answers with (RFC 6902, without <c>from</c>).</summary>
public sealed record PatchOperation
{
    /// <summary><c>add</c>, <c>replace</c> or <c>remove</c>.</summary>
    public required string Op { get; init; }

    /// <summary>JSON Pointer into the order as received.</summary>
    public required string Path { get; init; }

    /// <summary>The new value; absent for <c>remove</c>.</summary>
    public JsonElement? Value { get; init; }
}

/// <summary>One reason why Norce's validation of an order failed.</summary>
public sealed record NorceValidationFailure : NorceWire
{
    /// <summary>E.g. <c>out-of-stock</c>; absent when Norce gave none.</summary>
    public string? Code { get; init; }

    /// <summary>The adapter whose validation failed.</summary>
    public string? AdapterId { get; init; }

    /// <summary>To be shown to people; seldom given.</summary>
    public string? Message { get; init; }
}
