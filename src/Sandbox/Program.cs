using System.Runtime.InteropServices;
using QliroAdapter.Sandbox;
using QliroAdapter.Settings;
using QliroAdapter.Silo;

try
{
    var asked = SandboxCommandLine.Of(args, Environment.GetEnvironmentVariable("ASPNETCORE_URLS"));
    if (asked.IsHelp)
    {
        Console.WriteLine(SandboxCommandLine.Help);
        return AdapterProcess.Stopped;
    }

    SettingsException.ThrowIfAny(SandboxPorts.Mistakes(asked.Port));
    return await Run(asked.Port);
}
catch (Exception failure)
{
    return await AdapterProcess.Explain(failure);
}

static async Task<int> Run(int port)
{
    Console.WriteLine("Starting the simulated Norce and Qliro, the shop and the adapter ...");
    // The simulators listen on loopback only, whatever interface the variable names.
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
    return AdapterProcess.Stopped;

    void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        stop.TrySetResult();
    }
}
