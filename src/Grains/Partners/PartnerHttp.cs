using System.Text.Json;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace QliroAdapter.Partners;

/// <summary>
/// Sends one call to a partner within one time limit and decides which of the three failures came of it. Reads, and
/// only reads, are repeated here: at most twice more, after about 100 and 200 ms, when they were unavailable. Nothing
/// is thrown to the caller for what the network or the partner does, nor when the caller gives up.
/// </summary>
internal sealed partial class PartnerHttp
{
    private const int RepeatsMax = 2;
    private const long ReplyBytesMax = 8 * 1024 * 1024;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly string partner;
    private readonly HttpClient http;
    private readonly TimeProvider clock;
    private readonly TimeSpan limit;
    private readonly ILogger logger;
    private readonly ResiliencePipeline<Attempt> reading;

    public PartnerHttp(string partner, HttpClient http, TimeProvider clock, TimeSpan limit, ILogger logger)
    {
        (this.partner, this.http, this.clock, this.limit, this.logger) = (partner, http, clock, limit, logger);
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
        var attempt = request.IsRead ? await Read(request, limited.Token) : await Try(request, limited.Token);
        var value = attempt.Reply is { } reply ? Read(reply, read) : null;
        var failure = value is not null ? null : attempt.Failure ?? Unreadable(request, attempt.Reply!);
        var took = clock.GetElapsedTime(started);
        var status = attempt.Reply?.Status ?? failure?.Status;
        if (failure is not null) Log(request, failure, took);
        return new Answer<T>
        {
            Value = value,
            Failure = failure,
            Call = new(partner, request.Operation, status, took, failure is null ? null : Problem(failure)),
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

    private async Task<Attempt> Read(PartnerRequest request, CancellationToken limited)
    {
        Attempt? last = null;
        try
        {
            return await reading.ExecuteAsync(async token => last = await Try(request, token), limited);
        }
        catch (OperationCanceledException)
        {
            // The limit ended the pause between two tries: what the last try met is the answer.
            return last ?? new Attempt(null, PartnerFailures.GaveUp(request), MayRepeat: false);
        }
    }

    private async Task<Attempt> Try(PartnerRequest request, CancellationToken limited)
    {
        if (limited.IsCancellationRequested)
            return new(null, PartnerFailures.NeverSent(request), MayRepeat: false);
        try
        {
            using var message = request.ToMessage();
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseContentRead, limited);
            var body = await response.Content.ReadAsByteArrayAsync(limited);
            var reply = new PartnerReply((int)response.StatusCode, body, response.Headers.Location);
            if (response.IsSuccessStatusCode || reply.Status == request.AlsoAccepted) return new(reply, null, false);
            var failure = PartnerFailures.Of(request, reply);
            return new(null, failure, failure.Kind == PartnerFailureKind.Unavailable);
        }
        catch (HttpRequestException problem)
        {
            var failure = PartnerFailures.Of(request, problem);
            return new(null, failure, failure.Kind == PartnerFailureKind.Unavailable);
        }
        catch (OperationCanceledException) when (!limited.IsCancellationRequested)
        {
            // Only the handler's connect timeout cancels without being asked to: the call never left.
            return new(null, PartnerFailures.NotConnected(request), MayRepeat: true);
        }
        catch (OperationCanceledException)
        {
            return new(null, PartnerFailures.GaveUp(request), MayRepeat: false);
        }
    }

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

    private sealed record Attempt(PartnerReply? Reply, PartnerFailure? Failure, bool MayRepeat);
}
