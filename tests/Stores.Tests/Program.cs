using QliroAdapter.Stores.Tests.Search;
using QliroAdapter.Stores.Tests.Sqlite;
using Xunit.Runner.InProc.SystemConsole;

return args switch
{
    [KilledWriter.Switch, var path, var run] => await KilledWriter.Run(path, run),
    [MillionPayments.Switch, var count] => await MillionPayments.Run(count),
    [MillionPayments.Switch, var count, "wait"] => await MillionPayments.Run(count, waits: true),
    _ => await ConsoleRunner.Run(args),
};
