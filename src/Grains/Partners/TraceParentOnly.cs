using System.Diagnostics;

namespace QliroAdapter.Partners;

/// <summary>
/// Of a trace only its id and the caller's span come in and go out (W3C <c>traceparent</c>). What callers add
/// (<c>baggage</c>, <c>tracestate</c>) is any text of theirs, and would be handed on to partners with each call.
/// Thread-safe.
/// </summary>
public sealed class TraceParentOnly : DistributedContextPropagator
{
    /// <summary>The only header that is read and written.</summary>
    public const string Header = "traceparent";

    private static readonly DistributedContextPropagator w3c = CreateDefaultPropagator();

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Fields { get; } = [Header];

    /// <inheritdoc/>
    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (activity is { IdFormat: ActivityIdFormat.W3C, Id: { } id }) setter?.Invoke(carrier, Header, id);
    }

    /// <inheritdoc/>
    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        w3c.ExtractTraceIdAndState(carrier, getter, out traceId, out _);
        traceState = null;
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(
        object? carrier, PropagatorGetterCallback? getter) => null;
}
