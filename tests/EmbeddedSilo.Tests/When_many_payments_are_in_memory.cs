using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace QliroAdapter.EmbeddedSilo.Tests;

[Collection(MeasuredAlone.Name)]
public sealed class When_many_payments_are_in_memory : IDisposable
{
    private readonly TestSilo silo = new();

    [Fact]
    public async Task Should_cost_little_memory_beside_its_own()
    {
        const int payments = 20_000;
        using var actors = new Activations<string, object>(
            _ => this, new(), new(), new OwnTurns(), silo.Time, silo.Metrics, NullLogger.Instance);
        var keys = Enumerable.Range(0, payments).Select(number => $"payment {number}").ToList();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var key in keys) await actors.Turn(key, _ => Task.FromResult(0));
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / payments;

        TestContext.Current.SendDiagnosticMessage($"{bytes} bytes of the engine's per idle activation");
        bytes.ShouldBeInRange(50, 300);
    }

    public void Dispose() => silo.Dispose();
}

/// <summary>Tests that measure the process, so no other may run meanwhile.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    public const string Name = "measured alone";
}
