using System.Runtime.ExceptionServices;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using QliroAdapter.Ops;
using Refit;

namespace QliroAdapter.Partners;

/// <summary>
/// Makes one call to a partner within one time limit, and decides which of the three failures it met. Only reads are
/// repeated here: at most twice, after about 100 and 200 ms, when the partner was unavailable or its answer was garbled
/// (<see cref="GarbledBody"/>); the last garbled answer is taken as it is. A partner whose circuit is open is not
/// called (<see cref="CircuitHandler"/>). Failures of the network or the partner are returned, not thrown, and so is a
/// caller's cancellation. Thread-safe.
/// </summary>
internal sealed partial class PartnerCalls
{
    private const int RepeatsMax = 2;
    private static readonly TimeSpan firstPause = TimeSpan.FromMilliseconds(100);

    private readonly string partner;
    private readonly TimeProvider clock;
    private readonly TimeSpan limit;
    private readonly ILogger logger;
    private readonly LogSamples failures;
    private readonly ResiliencePipeline<Attempt> repeating;

    public PartnerCalls(string partner, TimeProvider clock, TimeSpan limit, ILogger logger)
    {
        (this.partner, this.clock, this.limit, this.logger) = (partner, clock, limit, logger);
        failures = new(clock, MoreFailed);
        repeating = new ResiliencePipelineBuilder<Attempt> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<Attempt>
            {
                MaxRetryAttempts = RepeatsMax,
                Delay = firstPause,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome.Result is { MayRepeat: true }),
            })
            .Build();
    }

    /// <summary>
    /// Sends the call and reads the value from the answer. The awaits in here and below leave a grain's scheduler,
    /// because nothing on the way of a call is the grain's; its own await brings it back, once. An answer that cannot
    /// be parsed, or in which <paramref name="read"/> finds no value, is not usable.
    /// </summary>
    public async Task<Answer<T>> Call<TTarget, TResponse, T>(
        TTarget target,
        Func<TTarget, CancellationToken, Task<TResponse>> send,
        Func<TResponse, T?> read,
        CancellationToken ct)
        where TTarget : CallTarget
        where TResponse : IApiResponse
        where T : class
    {
        var started = clock.GetTimestamp();
        using var timer = new CancellationTokenSource(limit, clock);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, ct);
        target.Limit = timer.Token;
        var attempt = await Try(target, send, read, limited.Token).ConfigureAwait(false);
        if (target.IsRead && attempt.MayRepeat)
            attempt = await Repeat(target, send, read, attempt, limited.Token).ConfigureAwait(false);
        var failure = attempt.Failure;
        var took = clock.GetElapsedTime(started);
        if (failure is not null && !attempt.IsToldAlready) Log(target, failure, took);
        return new Answer<T>
        {
            Value = (T?)attempt.Value,
            Failure = failure,
            Call = new(
                partner, target.Operation, attempt.Status ?? failure?.Status, took,
                failure is null ? null : Problem(failure))
            {
                IsWrite = !target.IsRead && !attempt.IsToldAlready,
            },
        };
    }

    /// <summary>The answer for a call that was never sent.</summary>
    public Answer<T> NotSent<T>(string operation, PartnerFailure failure)
        => new() { Failure = failure, Call = new(partner, operation, failure.Status, TimeSpan.Zero, Problem(failure)) };

    private static string Problem(PartnerFailure failure)
        => failure.Code is null ? failure.Kind.ToString() : $"{failure.Kind} {failure.Code}";

    private async Task<Attempt> Repeat<TTarget, TResponse, T>(
        TTarget target,
        Func<TTarget, CancellationToken, Task<TResponse>> send,
        Func<TResponse, T?> read,
        Attempt first,
        CancellationToken limited)
        where TTarget : CallTarget
        where TResponse : IApiResponse
        where T : class
    {
        Attempt? last = null;
        try
        {
            return await repeating.ExecuteAsync(
                async _ => last = last is null ? first : await Try(target, send, read, limited).ConfigureAwait(false),
                limited).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The time limit ended the pause between two attempts, so the last attempt's result is the answer.
            return last ?? first;
        }
    }

    private static async Task<Attempt> Try<TTarget, TResponse, T>(
        TTarget target,
        Func<TTarget, CancellationToken, Task<TResponse>> send,
        Func<TResponse, T?> read,
        CancellationToken limited)
        where TTarget : CallTarget
        where TResponse : IApiResponse
        where T : class
    {
        if (limited.IsCancellationRequested) return new(null, PartnerFailures.NeverSent(target));
        try
        {
            using var response = await send(target, limited).ConfigureAwait(false);
            return response.Error is { } error && !IsAccepted(target, error)
                ? Failed(target, error)
                : Accepted(target, response, read);
        }
        catch (OperationCanceledException) when (limited.IsCancellationRequested)
        {
            return new(null, PartnerFailures.GaveUp(target));
        }
    }

    private static bool IsAccepted(CallTarget target, ApiExceptionBase error)
        => error is PartnerErrorException refusal && (int)refusal.StatusCode == target.AlsoAccepted;

    private static Attempt Accepted<TResponse, T>(CallTarget target, TResponse response, Func<TResponse, T?> read)
        where TResponse : IApiResponse
        where T : class
    {
        var status = (int)response.StatusCode!;
        if (response.Error is null && IsPage(response)) return new(null, PartnerFailures.Unreadable(target, status));
        if (Read(response, read) is { } value)
            return new(value, null) { Status = status, MayRepeat = GarbledBody.IsIn(response.ContentHeaders) };
        return new(null, response.Error is PartnerErrorException refusal
            ? PartnerFailures.Of(target, status, refusal.Body)
            : PartnerFailures.Unreadable(target, status));
    }

    /// <summary>No operation answers with a page: a proxy did, also where the body is not read.</summary>
    private static bool IsPage(IApiResponse response)
        => response.ContentHeaders?.NonValidated.TryGetValues("Content-Type", out var types) is true
            && types.ToString().Contains("html", StringComparison.OrdinalIgnoreCase);

    private static T? Read<TResponse, T>(TResponse response, Func<TResponse, T?> read)
        where T : class
    {
        try
        {
            return read(response);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Attempt Failed(CallTarget target, ApiExceptionBase error)
    {
        switch (error)
        {
            case PartnerErrorException refusal:
                return Repeatable(PartnerFailures.Of(target, (int)refusal.StatusCode, refusal.Body));
            case ApiException unread:
                return new(null, PartnerFailures.Unreadable(target, (int)unread.StatusCode));
            case { InnerException: NotSentException notSent }:
                return new(null, notSent.Failure) { IsToldAlready = notSent.IsToldAlready };
            case { InnerException: HttpRequestException problem }:
                return Repeatable(PartnerFailures.Of(target, problem));
            case { InnerException: OperationCanceledException }:
                // Without our tokens only the handler's connect time-out cancels, and then the call was never sent.
                return Repeatable(PartnerFailures.NotConnected(target));
            default:
                // A mistake in the adapter, not the partner's.
                ExceptionDispatchInfo.Throw(error.InnerException ?? error);
                throw error;
        }
    }

    private static Attempt Repeatable(PartnerFailure failure)
        => new(null, failure) { MayRepeat = failure.Kind == PartnerFailureKind.Unavailable };

    // Whoever has a token can have any number of calls fail. Only a write whose outcome is unknown is always told: the
    // payment's own rules bound how many there are.
    private void Log(CallTarget target, PartnerFailure failure, TimeSpan took)
    {
        var isSampled = target.IsRead || failure.Kind != PartnerFailureKind.Unknown;
        if (!logger.IsEnabled(LevelOf(failure))) return;
        if (isSampled && !failures.MayLog($"{target.Operation} {failure.Kind} {failure.Status}")) return;
        var milliseconds = (long)took.TotalMilliseconds;
        switch (failure.Kind)
        {
            case PartnerFailureKind.Rejected:
                PartnerRejected(
                    partner, target.Operation, failure.Status, failure.Code, failure.Reference, milliseconds);
                break;
            case PartnerFailureKind.Unavailable:
                PartnerUnavailable(partner, target.Operation, failure.Status, failure.Code, milliseconds);
                break;
            default:
                PartnerOutcomeUnknown(partner, target.Operation, failure.Status, failure.Reference, milliseconds);
                break;
        }
    }

    private static LogLevel LevelOf(PartnerFailure failure) => failure.Kind switch
    {
        PartnerFailureKind.Rejected => LogLevel.Information,
        PartnerFailureKind.Unavailable => LogLevel.Warning,
        _ => LogLevel.Error,
    };

    private void MoreFailed(string kind, long more) => PartnerFailedMore(partner, kind, more);
}
