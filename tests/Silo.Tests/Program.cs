using QliroAdapter.Silo.Tests.Run;
using Xunit.Runner.InProc.SystemConsole;

return args is ["run", .. var what] ? await ClusterRun.Start(what) : await ConsoleRunner.Run(args);
