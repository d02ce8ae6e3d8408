using System.Runtime.InteropServices;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.WebFront;

namespace QliroAdapter.Nodes.Tests;

/// <summary>The adapter as one of several on one database.</summary>
internal static partial class Node
{
    private const int SigCont = 18;
    private const int SigStop = 19;

    public static AdapterProgram On(string connectionString, NorceSimulator norce) => new(
        typeof(AdapterApp).Assembly.Location, norce, new Dictionary<string, string>
        {
            ["Adapter:PublicUrl"] = AnyNode.PublicUrl,
            ["Storage:Postgres:ConnectionString"] = connectionString,
            ["Retry:FirstSeconds"] = "0.1",
            ["Reconciliation:IntervalSeconds"] = "1",
        });

    extension(AdapterProgram node)
    {
        /// <summary>SIGSTOP: it stands still wherever it is; its connections stay open.</summary>
        public void Pause() => Signal(node.ProcessId, SigStop).ShouldBe(0);

        /// <summary>SIGCONT: it goes on as if no time had passed.</summary>
        public void Resume() => Signal(node.ProcessId, SigCont).ShouldBe(0);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
