using QliroAdapter.Sandbox.Norce;
using QliroAdapter.WebFront;

namespace QliroAdapter.Crash.Tests;

/// <summary>The adapter on its own SQLite file, with short pauses for retries and scans.</summary>
internal static class Killable
{
    public static AdapterProgram Adapter(
        NorceSimulator norce, params (string Key, string Value)[] more) => new(
        typeof(AdapterApp).Assembly.Location, norce.BaseUrl, new Dictionary<string, string>
        {
            ["Retry:FirstSeconds"] = "0.1",
            ["Reconciliation:IntervalSeconds"] = "1",
            ["Logging:LogLevel:Default"] = "Warning",
            // The process does not run long enough for profile-guided compilation to pay off.
            ["DOTNET_TieredPGO"] = "0",
        }.Concat(more.ToDictionary(one => one.Key, one => one.Value)).ToDictionary());
}
