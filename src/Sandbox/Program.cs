using System.Runtime.InteropServices;
using QliroAdapter.Sandbox;

// The simulators listen on loopback only, whatever interface the variable names.
var given = (Environment.GetEnvironmentVariable("ASPNETCORE_URLS") ?? "").Split(';')[0];
var port = given.Length > 0 ? BindingAddress.Parse(given).Port : 5080;
await using var sandbox =
    await SandboxHost.Start(new SandboxOptions { AdapterUrl = $"http://127.0.0.1:{port}", FirstPort = port + 1 });

Console.WriteLine($"Shop      {sandbox.Shop!.BaseUrl}");
Console.WriteLine($"API docs  {sandbox.AdapterUrl}/docs/v1/index.html");
Console.WriteLine($"Ops       {sandbox.AdapterUrl}/ops   (token: {SandboxHost.OpsToken})");
Console.WriteLine($"Norce     {sandbox.Norce.BaseUrl}   (simulated)");
Console.WriteLine($"Qliro     {sandbox.Qliro.BaseUrl}   (simulated)");
Console.WriteLine("Everything is forgotten when you stop it with Ctrl+C.");

var stop = new TaskCompletionSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
await stop.Task;
return 0;

void OnSignal(PosixSignalContext context)
{
    context.Cancel = true;
    stop.TrySetResult();
}
