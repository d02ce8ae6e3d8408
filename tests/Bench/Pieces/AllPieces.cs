using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace QliroAdapter.Bench.Pieces;

/// <summary>Pieces of a push, measured alone: time and memory.</summary>
internal static class AllPieces
{
    public static int Run()
    {
        // In this process: a project of its own would be held to this repository's rules of building.
        var config = DefaultConfig.Instance
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "bench-pieces"));
        var summaries = BenchmarkRunner.Run(
            [typeof(StoredDocument), typeof(SealedDocument), typeof(PartnerCall), typeof(ComputedLedger)], config);
        return summaries.All(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(one => one.Success))
            ? 0 : 1;
    }
}
