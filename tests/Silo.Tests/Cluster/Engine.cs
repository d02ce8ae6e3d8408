using QliroAdapter.Sandbox;
using QliroAdapter.Silo.Tests.Cluster;

namespace QliroAdapter.Adapter.Tests;

/// <summary>The situations of <c>tests/Adapter.Tests</c>, run again on a front and two nodes.</summary>
internal static class Engine
{
    public static Task<SandboxOptions> Options(SandboxOptions options) => ClusteredApp.Options(options);

    /// <summary>
    /// Three programs compile more code, and a first creation that took over 5 s would be treated as cut off.
    /// </summary>
    public static Task WarmUp(Adapter adapter)
        => Adapter.ShouldRefuse(adapter.Api.Create("no-such-order"), 404, "order-not-found");
}
