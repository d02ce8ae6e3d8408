using QliroAdapter.Silo;
using QliroAdapter.WebFront;

return await AdapterProcess.Run(args, SiloApp.Build);
