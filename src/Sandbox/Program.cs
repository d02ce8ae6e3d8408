using System.Runtime.InteropServices;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Control;
using QliroAdapter.Settings;
using QliroAdapter.Silo;

try
{
    var listeningUrls = Environment.GetEnvironmentVariable("ASPNETCORE_URLS");
    if (args is ["trigger", .. var trigger])
        return await TriggerCommand.Run(trigger, listeningUrls, Console.Out, Console.Error);
    var asked = SandboxCommandLine.Of(args, listeningUrls);
    if (asked.IsHelp)
    {
        Console.WriteLine(SandboxCommandLine.Help);
        return AdapterProcess.Stopped;
    }

    SettingsException.ThrowIfAny(SandboxPorts.Mistakes(asked.Port));
    return await Run(asked);
}
catch (Exception failure)
{
    return await AdapterProcess.Explain(failure);
}

static async Task<int> Run(SandboxCommandLine asked)
{
    var port = asked.Port;
    Console.WriteLine("Starting the simulated Norce and Qliro, the shop and the adapter ...");
    // The simulators listen on loopback only, whatever interface the variable names.
    await using var sandbox =
        await SandboxHost.Start(SandboxOptions.ForPeople($"http://127.0.0.1:{port}", port + 1,
            asked.WithAdapter));

    Console.WriteLine($"Shop      {sandbox.Shop!.BaseUrl}");
    Console.WriteLine($"Panel     {sandbox.Control!.BaseUrl}   (make things go wrong; a rush of shoppers)");
    Console.WriteLine($"API docs  {sandbox.AdapterUrl}/docs/v1/index.html");
    Console.WriteLine($"Try calls {sandbox.TryUrl}   (token: {SandboxHost.AccessToken})");
    Console.WriteLine($"Ops       {sandbox.AdapterUrl}/ops   (token: {SandboxHost.OpsToken})");
    Console.WriteLine($"Norce     {sandbox.Norce.BaseUrl}   (simulated)");
    Console.WriteLine($"Qliro     {sandbox.Qliro.BaseUrl}   (simulated)");
    if (!asked.WithAdapter)
        Console.WriteLine($"Start the adapter at {sandbox.AdapterUrl}; docs/sandbox.md has its settings.");
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
