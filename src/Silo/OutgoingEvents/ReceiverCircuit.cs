using Polly;
using Polly.CircuitBreaker;

namespace QliroAdapter.OutgoingEvents;

/// <summary>
/// Spares a receiver that fails (circuit breaker): after five failures within half a minute, and hardly a success, one
/// trial call is made in thirty seconds, until one succeeds. Its results are problems; null is a success.
/// </summary>
internal static class ReceiverCircuit
{
    /// <summary>As many failures open it.</summary>
    public const int FailuresMax = 5;

    private const double NearlyAll = 0.9;

    /// <summary>The time between two trial calls, and the time in which failures count.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    public static ResiliencePipeline<string?> Of(TimeProvider clock)
        => new ResiliencePipelineBuilder<string?> { TimeProvider = clock }
            .AddCircuitBreaker(new()
            {
                FailureRatio = NearlyAll,
                MinimumThroughput = FailuresMax,
                SamplingDuration = Pause,
                BreakDuration = Pause,
                ShouldHandle = tried => ValueTask.FromResult(tried.Outcome.Result is not null),
            })
            .Build();
}
