using System.Diagnostics;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Silo.Tests;

/// <summary>Trace ids, as callers send them and partners see them.</summary>
internal static class Traces
{
    /// <summary>An unused id of 32 hex digits.</summary>
    public static string New() => ActivityTraceId.CreateRandom().ToHexString();

    /// <summary>The header of a call in that trace.</summary>
    public static string Parent(string trace) => $"00-{trace}-{ActivitySpanId.CreateRandom().ToHexString()}-01";

    /// <summary>The trace of a call to a partner; empty when it has none.</summary>
    public static string Of(RecordedRequest request)
        => request.Header("traceparent").Split('-').ElementAtOrDefault(1) ?? "";
}
