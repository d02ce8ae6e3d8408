using QliroAdapter.Sandbox;

namespace QliroAdapter.Adapter.Tests;

/// <summary>
/// The engine of these situations: the embedded one on its own file. Another project that runs them as well brings
/// another.
/// </summary>
internal static class Engine
{
    public static Task<SandboxOptions> Options(SandboxOptions options) => Task.FromResult(options);

    /// <summary>What must have run once before times mean anything.</summary>
    public static Task WarmUp(Adapter adapter) => Task.CompletedTask;
}
