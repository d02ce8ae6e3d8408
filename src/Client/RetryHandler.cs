using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace QliroAdapter.Client;

/// <summary>Bounds every attempt, and repeats the calls that <see cref="RetryRules"/> allows.</summary>
internal sealed class RetryHandler : DelegatingHandler
{
    private static readonly TimeSpan delayMax = TimeSpan.FromSeconds(5);
    private static readonly ResiliencePropertyKey<HttpRequestMessage> callKey = new("call");

    private readonly ResiliencePipeline<HttpResponseMessage> pipeline;

    public RetryHandler(AdapterClientOptions options, TimeProvider clock)
    {
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock };
        if (options.AttemptsMax > 1) builder.AddRetry(Retry(options, clock));
        pipeline = builder.AddTimeout(new TimeoutStrategyOptions
        {
            Timeout = TimeSpan.FromSeconds(options.TimeoutSeconds),
        }).Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } body) await body.LoadIntoBufferAsync(cancellationToken);
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(callKey, request);
        try
        {
            return await pipeline.ExecuteAsync(
                static async (context, handler) => await handler.Try(context), context, this);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    // The whole answer is read within the attempt, so an answer that breaks off half-way counts as none.
    private async Task<HttpResponseMessage> Try(ResilienceContext context)
    {
        var answer = await base.SendAsync(
            context.Properties.GetValue(callKey, null!), context.CancellationToken);
        try
        {
            await answer.Content.LoadIntoBufferAsync(context.CancellationToken);
            return answer;
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    private static RetryStrategyOptions<HttpResponseMessage> Retry(AdapterClientOptions options, TimeProvider clock)
        => new()
        {
            MaxRetryAttempts = options.AttemptsMax - 1,
            Delay = TimeSpan.FromMilliseconds(options.RetryFirstMilliseconds),
            MaxDelay = delayMax,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = attempt => ValueTask.FromResult(RetryRules.IsPassing(
                attempt.Context.Properties.GetValue(callKey, null!), attempt.Outcome.Exception,
                attempt.Outcome.Result)),
            DelayGenerator = attempt => ValueTask.FromResult(Asked(attempt.Outcome.Result, clock)),
            OnRetry = attempt =>
            {
                attempt.Outcome.Result?.Dispose();
                return default;
            },
        };

    private static TimeSpan? Asked(HttpResponseMessage? answer, TimeProvider clock)
    {
        var asked = answer?.Headers.RetryAfter is { } after
            ? after.Delta ?? after.Date - clock.GetUtcNow()
            : null;
        return asked is { } delay ? TimeSpan.FromTicks(Math.Clamp(delay.Ticks, 0, delayMax.Ticks)) : null;
    }
}
