using System.Diagnostics;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Silo.Tests;

/// <summary>Trace ids as callers send them and as partners see them.</summary>
internal static class Traces
{
    /// <summary>32 hex digits that nobody has used.</summary>
    public static string New() => ActivityTraceId.CreateRandom().ToHexString();

    /// <summary>The header of a call in that trace.</summary>
    public static string Parent(string trace) => $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01";

    /// <summary>The trace a partner was called in; empty when in none.</summary>
    public static string Of(RecordedRequest request)
        => request.Header("traceparent").Split('-').ElementAtOrDefault(1) ?? "";
}
