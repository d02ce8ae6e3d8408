namespace QliroAdapter.Partners;

/// <summary>
/// Stands the circuit breaker before a partner's hosts (<see cref="PartnerCircuit"/>) and reads answers into memory, up
/// to
/// a limit, since one that breaks off says as much about a host as none. A call that is held back is answered with
/// <see cref="NotSentException"/>.
/// </summary>
internal sealed class CircuitHandler(string partner, PartnerCircuits circuits) : DelegatingHandler
{
    private const long ReplyBytesMax = 8 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var target = CallTarget.Of(request);
        var passage = await circuits.Before(partner, request.RequestUri!).Pass(
            static call => call.Handler.Send(call.Request, call.Limit, call.Token),
            (Handler: this, Request: request, target.Limit, Token: cancellationToken));
        if (passage is null) throw new NotSentException(PartnerFailures.HeldBack(target, partner));
        passage.Problem?.Throw();
        return passage.Response!;
    }

    /// <param name="request">The call.</param>
    /// <param name="limit">Ends with the call's time.</param>
    /// <param name="limited">Ends with it too, or when the caller withdraws.</param>
    private async ValueTask<Polly.Outcome<CircuitResult>> Send(
        HttpRequestMessage request, CancellationToken limit, CancellationToken limited)
    {
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, limited);
            response.RequestMessage ??= request;
            await response.Content.LoadIntoBufferAsync(ReplyBytesMax, limited);
            return Polly.Outcome.FromResult(CircuitResult.Answered(response));
        }
        catch (Exception problem) when (problem is HttpRequestException or OperationCanceledException)
        {
            response?.Dispose();

            // A cancellation that nobody asked for is the connect timeout of the wire.
            var isWithdrawn = limited.IsCancellationRequested && !limit.IsCancellationRequested;
            return Polly.Outcome.FromResult(
                CircuitResult.Broken(problem, isWithdrawn ? HostSign.Inconclusive : HostSign.Unavailable));
        }
    }
}
