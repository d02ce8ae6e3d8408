using QliroAdapter.Stores.Tests.Sqlite;
using Xunit.Runner.InProc.SystemConsole;

return args is [KilledWriter.Switch, var path, var run]
    ? await KilledWriter.Run(path, run)
    : await ConsoleRunner.Run(args);
