using QliroAdapter.Silo;
using QliroAdapter.WebFront;

return AdapterCommands.IsMeant(args)
    ? await AdapterCommands.Run(args)
    : await AdapterProcess.Run(args, AdapterApp.Build);
