using QliroAdapter.Sandbox.Norce;
using QliroAdapter.WebFront;

namespace QliroAdapter.Crash.Tests;

/// <summary>The adapter on an SQLite file of its own, that tries again and looks again soon.</summary>
internal static class Killable
{
    public static AdapterProgram Adapter(NorceSimulator norce) => new(
        typeof(AdapterApp).Assembly.Location, norce, new Dictionary<string, string>
        {
            ["Retry:FirstSeconds"] = "0.1",
            ["Reconciliation:IntervalSeconds"] = "1",
            ["Logging:LogLevel:Default"] = "Warning",
            // It does not live long enough for what is learned of it to pay.
            ["DOTNET_TieredPGO"] = "0",
        });
}
