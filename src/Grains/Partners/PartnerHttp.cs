using System.Text.Json;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace QliroAdapter.Partners;

/// <summary>
/// Sends one call to a partner within one time limit and decides which of the three failures came of it. Reads, and
/// only reads, are repeated here: at most twice more, after about 100 and 200 ms, when they were unavailable. A partner
/// that is away is not called (<see cref="PartnerGate"/>). Nothing is thrown to the caller for what the network or the
/// partner does, nor when the caller gives up.
/// </summary>
internal sealed partial class PartnerHttp
{
    private const int RepeatsMax = 2;
    private const long ReplyBytesMax = 8 * 1024 * 1024;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly string partner;
    private readonly HttpClient http;
    private readonly PartnerGates gates;
    private readonly TimeProvider clock;
    private readonly TimeSpan limit;
    private readonly ILogger logger;
    private readonly ResiliencePipeline<Attempt> reading;

    public PartnerHttp(
        string partner, HttpClient http, PartnerGates gates, TimeProvider clock, TimeSpan limit, ILogger logger)
    {
        (this.partner, this.http, this.gates) = (partner, http, gates);
        (this.clock, this.limit, this.logger) = (clock, limit, logger);
        http.Timeout = Timeout.InfiniteTimeSpan;
        http.MaxResponseContentBufferSize = ReplyBytesMax;
        reading = new ResiliencePipelineBuilder<Attempt> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<Attempt>
            {
                MaxRetryAttempts = RepeatsMax,
                Delay = FirstPause,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome.Result is { MayRepeat: true }),
            })
            .Build();
    }

    /// <summary>Sends, and reads the value out of the reply. A reply that cannot be read is no usable answer.</summary>
    public async Task<Answer<T>> Call<T>(PartnerRequest request, Func<PartnerReply, T?> read, CancellationToken ct)
        where T : class
    {
        var started = clock.GetTimestamp();
        using var timer = new CancellationTokenSource(limit, clock);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, ct);
        var wait = new Wait(limited.Token, timer.Token);
        var attempt = request.IsRead ? await Read(request, wait) : await Try(request, wait);
        var value = attempt.Reply is { } reply ? Read(reply, read) : null;
        var failure = value is not null ? null : attempt.Failure ?? Unreadable(request, attempt.Reply!);
        var took = clock.GetElapsedTime(started);
        var status = attempt.Reply?.Status ?? failure?.Status;
        if (failure is not null) Log(request, failure, took);
        return new Answer<T>
        {
            Value = value,
            Failure = failure,
            Call = new(partner, request.Operation, status, took, failure is null ? null : Problem(failure))
            {
                IsWrite = !request.IsRead,
            },
        };
    }

    /// <summary>An answer for a call that could not even be made.</summary>
    public Answer<T> NotSent<T>(string operation, PartnerFailure failure)
        => new() { Failure = failure, Call = new(partner, operation, failure.Status, TimeSpan.Zero, Problem(failure)) };

    private static string Problem(PartnerFailure failure)
        => failure.Code is null ? failure.Kind.ToString() : $"{failure.Kind} {failure.Code}";

    private static T? Read<T>(PartnerReply reply, Func<PartnerReply, T?> read)
        where T : class
    {
        try
        {
            return read(reply);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static PartnerFailure Unreadable(PartnerRequest request, PartnerReply reply) => reply.Status >= 400
        ? PartnerFailures.Of(request, reply)
        : new(
            request.IsRead ? PartnerFailureKind.Unavailable : PartnerFailureKind.Unknown,
            reply.Status,
            Code: null,
            $"{request.Operation} answered {reply.Status} with a body that could not be read.");

    private async Task<Attempt> Read(PartnerRequest request, Wait wait)
    {
        Attempt? last = null;
        try
        {
            return await reading.ExecuteAsync(async _ => last = await Try(request, wait), wait.Limited);
        }
        catch (OperationCanceledException)
        {
            // The limit ended the pause between two tries: what the last try met is the answer.
            return last ?? new Attempt(null, PartnerFailures.GaveUp(request), MayRepeat: false, PartnerSign.Unsaid);
        }
    }

    private async Task<Attempt> Try(PartnerRequest request, Wait wait)
    {
        if (wait.Limited.IsCancellationRequested)
            return new(null, PartnerFailures.NeverSent(request), MayRepeat: false, PartnerSign.Unsaid);
        var gate = gates.Before(partner, request.Url);
        return await gate.Pass(
            () => Send(request, wait),
            () => new(null, PartnerFailures.HeldBack(request, partner), MayRepeat: false, PartnerSign.Away));
    }

    private async Task<Attempt> Send(PartnerRequest request, Wait wait)
    {
        try
        {
            using var message = request.ToMessage();
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseContentRead, wait.Limited);
            var body = await response.Content.ReadAsByteArrayAsync(wait.Limited);
            var reply = new PartnerReply((int)response.StatusCode, body, response.Headers.Location);
            var sign = PartnerSigns.Of(reply.Status);
            if (response.IsSuccessStatusCode || reply.Status == request.AlsoAccepted)
                return new(reply, null, false, sign);
            return Failed(PartnerFailures.Of(request, reply), sign);
        }
        catch (HttpRequestException problem)
        {
            return Failed(PartnerFailures.Of(request, problem), PartnerSign.Away);
        }
        catch (OperationCanceledException) when (!wait.Limited.IsCancellationRequested)
        {
            // Only the handler's connect timeout cancels without being asked to: the call never left.
            return new(null, PartnerFailures.NotConnected(request), MayRepeat: true, PartnerSign.Away);
        }
        catch (OperationCanceledException)
        {
            var sign = wait.Limit.IsCancellationRequested ? PartnerSign.Away : PartnerSign.Unsaid;
            return new(null, PartnerFailures.GaveUp(request), MayRepeat: false, sign);
        }
    }

    private static Attempt Failed(PartnerFailure failure, PartnerSign sign)
        => new(null, failure, failure.Kind == PartnerFailureKind.Unavailable, sign);

    private void Log(PartnerRequest request, PartnerFailure failure, TimeSpan took)
    {
        var milliseconds = (long)took.TotalMilliseconds;
        switch (failure.Kind)
        {
            case PartnerFailureKind.Rejected:
                PartnerRejected(
                    partner, request.Operation, failure.Status, failure.Code, failure.Reference, milliseconds);
                break;
            case PartnerFailureKind.Unavailable:
                PartnerUnavailable(partner, request.Operation, failure.Status, failure.Code, milliseconds);
                break;
            default:
                PartnerOutcomeUnknown(partner, request.Operation, failure.Status, failure.Reference, milliseconds);
                break;
        }
    }

    /// <summary>How long one call is waited for.</summary>
    /// <param name="Limited">Ends with the limit, or when the caller withdraws.</param>
    /// <param name="Limit">Ends with the limit.</param>
    private readonly record struct Wait(CancellationToken Limited, CancellationToken Limit);
}
