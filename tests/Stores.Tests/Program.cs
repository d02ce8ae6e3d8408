using QliroAdapter.Stores.Tests.Sqlite;
using Xunit.Runner.InProc.SystemConsole;

return args is [KilledWriter.Switch, var path, var life]
    ? await KilledWriter.Run(path, life)
    : await ConsoleRunner.Run(args);
