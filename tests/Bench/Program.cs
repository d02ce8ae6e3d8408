using System.Diagnostics;
using System.Globalization;
using QliroAdapter.Bench;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Tests.Processes;

// Pushes at a steady rate. Every push is the first of its purchase, so each is stored, read back and delivered to
// Norce. The first fifth is reported separately, because a new process compiles its code during it.
// Usage: Bench <path to QliroAdapter.WebFront.dll> [pushes=1000] [per second=100]
// Or: Bench table <path to QliroAdapter.WebFront.dll> [payments=1000000] [pushes=300]: see LargeTable.
if (args is ["table", .. var ofTable]) return await LargeTable.Run(ofTable);
if (args.Length == 0)
{
    Console.Error.WriteLine("Bench <path to QliroAdapter.WebFront.dll> [pushes] [per second]");
    return 2;
}
var pushes = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1000;
var perSecond = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 100;
var folder = Directory.CreateTempSubdirectory("bench-");

await using var norce = await NorceSimulator.Start(new());
await using var qliro = await QliroSimulator.Start(new() { PushesByThemselves = false });
norce.SetConfiguration(NorceOrders.Configuration(
    qliro.BaseUrl, QliroSimulatorOptions.DefaultMerchant.ApiKey, QliroSimulatorOptions.DefaultMerchant.ApiSecret,
    "http://127.0.0.1", "http://shop.example"));
using var adapter = new AdapterProgram(args[0], norce, new Dictionary<string, string>
{
    ["Storage:Sqlite:Path"] = Path.Combine(folder.FullName, "payments.db"),
});
var starting = Stopwatch.StartNew();
await adapter.Start();
var ready = starting.Elapsed;
await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System); // Idle means after the work at the start has ended.
Console.WriteLine($"start to ready {ready.TotalSeconds:0.00} s, idle {adapter.ResidentMebibytes:0} MiB resident");

var api = ShopClient.Api(adapter.Url);

var purchases = new List<Purchase>();
for (var number = 0; number < pushes; number++) purchases.Add(await Purchase.Make(api, norce, qliro));

var tooks = new double[pushes];
var clock = Stopwatch.StartNew();
var running = purchases.Select(async (purchase, number) =>
{
    var due = TimeSpan.FromSeconds((double)number / perSecond);
    if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed, TimeProvider.System);
    var sent = Stopwatch.GetTimestamp();
    await purchase.Push(api);
    tooks[number] = Stopwatch.GetElapsedTime(sent).TotalMilliseconds;
}).ToList();
await Task.WhenAll(running);
var (first, rest) = (tooks[..(pushes / 5)], tooks[(pushes / 5)..]);
var completed = norce.Log.All.Count(
    entry => entry.Path.EndsWith("/state", StringComparison.Ordinal) && entry.Body.Contains("completed"));
Console.WriteLine($"{pushes} pushes at {perSecond}/s: first fifth {Line(first)}; rest {Line(rest)}; "
    + $"{completed} orders completed at Norce; {adapter.ResidentMebibytes:0} MiB resident");
folder.Delete(recursive: true);
return 0;

static string Line(double[] milliseconds)
{
    Array.Sort(milliseconds);
    double At(double share) => milliseconds[(int)Math.Min(milliseconds.Length - 1, milliseconds.Length * share)];
    return $"p50 {At(0.50):0.0} ms, p99 {At(0.99):0.0} ms, max {milliseconds[^1]:0.0} ms";
}
