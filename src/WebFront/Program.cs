using QliroAdapter.WebFront;

return await AdapterProcess.Run(args, AdapterApp.Build);
