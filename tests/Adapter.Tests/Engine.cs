using QliroAdapter.Sandbox;

namespace QliroAdapter.Adapter.Tests;

/// <summary>
/// What these situations run on: the embedded engine and its own file. Another project that has them, too, brings
/// another.
/// </summary>
internal static class Engine
{
    public static Task<SandboxOptions> Options(SandboxOptions options) => Task.FromResult(options);

    /// <summary>What must have happened once before times mean anything.</summary>
    public static Task WarmUp(Adapter adapter) => Task.CompletedTask;
}
