using QliroAdapter.Silo;

if (!AdapterProcess.IsHelp(args)) return await AdapterProcess.Run(args, NodeApp.Build);
Console.WriteLine(NodeApp.Help);
return AdapterProcess.Stopped;
