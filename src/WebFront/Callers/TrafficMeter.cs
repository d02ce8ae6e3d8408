using QliroAdapter.Ops;

namespace QliroAdapter.WebFront;

/// <summary>
/// Counts every call of a shop, of Norce or of Qliro for the console, once it is answered: outside of
/// <see cref="Faults"/>, which decides how a failure is answered. A caller that did not prove itself is not counted
/// here, because anybody could then fill the figures.
/// </summary>
internal sealed class TrafficMeter(RequestDelegate next, TrafficRecorder traffic, TimeProvider clock)
{
    public async Task Invoke(HttpContext context)
    {
        var started = clock.GetTimestamp();
        await next(context);
        if (context.Features.Get<ProvenCall>() is not { } call) return;
        var timed = context.GetEndpoint()?.Metadata.GetMetadata<Timed>()?.Call ?? TimedCall.None;
        var isError = call.HasFailed || context.Response.StatusCode >= StatusCodes.Status500InternalServerError;
        traffic.CallAnswered(timed, call.Merchant, isError, clock.GetElapsedTime(started));
    }
}

/// <summary>A call whose caller proved itself; a feature of its request.</summary>
/// <param name="merchant">The merchant that it named.</param>
internal sealed class ProvenCall(string merchant)
{
    public string Merchant { get; } = merchant;

    /// <summary>True when it failed for a reason that is not the caller's.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>
    /// Notes that the adapter or a partner failed, where the answer's status does not tell: Qliro is answered a
    /// decline, and shops a published code with 400.
    /// </summary>
    public void NoteFailure() => HasFailed = true;
}

/// <summary>Metadata of a route whose duration is kept.</summary>
internal sealed record Timed(TimedCall Call);
