using QliroAdapter.Silo;

return await AdapterProcess.Run(args, NodeApp.Build);
