namespace QliroAdapter.Grains.Tests.Rig;

/// <summary>
/// One run of the process, observed through its outgoing calls. They are counted, and at a chosen one the process dies,
/// before the call is sent or while its answer is on the way. Nothing continues in a dead process: each of its calls
/// waits for ever.
/// </summary>
public sealed class ProcessRun
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int calls;
    private int lastCall = int.MaxValue;
    private bool hearsNoAnswer;

    /// <summary>Calls to partners so far.</summary>
    public int Calls => Volatile.Read(ref calls);

    /// <summary>Completes when the process has died.</summary>
    public Task Ended => ended.Task;

    /// <summary>
    /// Makes the process die at this call, counted from now, 1 being the next: before it is sent, or after the partner
    /// has processed it.
    /// </summary>
    public void EndAt(int call, bool afterwards)
    {
        lastCall = Calls + call;
        hearsNoAnswer = afterwards;
    }

    public void End() => ended.TrySetResult();

    public HttpMessageHandler Around(HttpMessageHandler partner) => new Handler(this, partner);

    private sealed class Handler(ProcessRun run, HttpMessageHandler partner) : DelegatingHandler(partner)
    {
        private static readonly Task<HttpResponseMessage> never = new TaskCompletionSource<HttpResponseMessage>().Task;

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var isLast = Interlocked.Increment(ref run.calls) == run.lastCall;
            if (run.Ended.IsCompleted) return await never;
            if (isLast && run.hearsNoAnswer) await base.SendAsync(request, CancellationToken.None);
            if (isLast) run.End();
            return isLast ? await never : await base.SendAsync(request, cancellationToken);
        }
    }
}
