using System.Net.Sockets;

namespace QliroAdapter.Partners;

/// <summary>
/// Puts the circuit breaker (<see cref="PartnerCircuit"/>) before a partner's hosts. Reads answers into memory, up to a
/// limit, because an answer that breaks off is as bad a sign of a host as no answer. A call that the open circuit does
/// not let through fails with <see cref="NotSentException"/>.
/// </summary>
internal sealed class CircuitHandler(string partner, PartnerCircuits circuits) : DelegatingHandler
{
    private const long ReplyBytesMax = 8 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var target = CallTarget.Of(request);
        // It says nothing about the host, so the circuit does not hear of it.
        if (WireProblems.CannotBeSent(request)) throw new NotSentException(PartnerFailures.Malformed(target));
        var passage = await Circuit(target, request).Pass(
            static call => call.Handler.Send(call.Request, call.Limit, call.Token),
            (Handler: this, Request: request, target.Limit, Token: cancellationToken)).ConfigureAwait(false);
        if (passage is null) throw new NotSentException(PartnerFailures.HeldBack(target, partner));
        passage.Problem?.Throw();
        return passage.Response!;
    }

    private PartnerCircuit Circuit(CallTarget target, HttpRequestMessage request)
        => (target.BaseUrl is { } baseUrl ? circuits.Before(partner, baseUrl) : null)
            ?? circuits.Before(partner, request.RequestUri!);

    /// <param name="request">The call to send.</param>
    /// <param name="limit">Cancelled when the call's time is up.</param>
    /// <param name="limited">Cancelled when the call's time is up or the caller gives up.</param>
    private async ValueTask<Polly.Outcome<CircuitResult>> Send(
        HttpRequestMessage request, CancellationToken limit, CancellationToken limited)
    {
        HttpResponseMessage? response = null;
        PartnerTrace.Hand(request);
        try
        {
            response = await base.SendAsync(request, limited).ConfigureAwait(false);
            response.RequestMessage ??= request;
            await response.Content.LoadIntoBufferAsync(ReplyBytesMax, limited).ConfigureAwait(false);
            return Polly.Outcome.FromResult(CircuitResult.Answered(response));
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            response?.Dispose();

            return Polly.Outcome.FromResult(CircuitResult.Broken(problem, SignOf(problem, limit, limited)));
        }
        catch (SocketException ended)
        {
            // The HTTP client hands it on as it is when a connection ends in the moment in which it is made.
            return Polly.Outcome.FromResult(CircuitResult.Broken(
                new HttpRequestException(HttpRequestError.Unknown, ended.Message, ended), HostSign.Unavailable));
        }
    }

    /// <summary>A cancellation by neither of the two tokens is the handler's connect time-out.</summary>
    private static HostSign SignOf(Exception problem, CancellationToken limit, CancellationToken limited)
    {
        var isWithdrawn = limited.IsCancellationRequested && !limit.IsCancellationRequested;
        if (isWithdrawn) return HostSign.Inconclusive;
        return problem is HttpRequestException wire ? WireProblems.SignOf(wire) : HostSign.Unavailable;
    }
}
