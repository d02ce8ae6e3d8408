using QliroAdapter.Ops;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Lets equal pushes of one payment share a turn. While one is at work, those that come meanwhile wait for one more,
/// which begins after they came: whatever made Qliro send them, that turn reads. A burst to one payment takes two
/// places of its queue. Thread-safe.
/// </summary>
internal sealed class EqualPushes
{
    private readonly Lock gate = new();
    private readonly Dictionary<(PaymentKey Payment, object? Push), AtWork> atWork = [];

    /// <param name="payment">The payment that the push came to.</param>
    /// <param name="push">What it says; equal ones share.</param>
    /// <param name="send">Sends it to the payment.</param>
    /// <returns>The answer of the turn that it was sent in, or that it shares.</returns>
    public Task<Outcome<Done>> Run(PaymentKey payment, object? push, Func<Task<Outcome<Done>>> send)
    {
        var which = (payment, push);
        lock (gate)
        {
            if (atWork.TryGetValue(which, out var first))
            {
                if (first.Next is null) return first.Next = SendAfter(first, which, send);
                AdapterMetrics.CallbackRedelivered();
                return first.Next;
            }

            atWork[which] = new();
        }

        return Send(which, send);
    }

    private async Task<Outcome<Done>> SendAfter(
        AtWork first, (PaymentKey Payment, object? Push) which, Func<Task<Outcome<Done>>> send)
    {
        await first.Ended.Task;
        return await Send(which, send);
    }

    private async Task<Outcome<Done>> Send((PaymentKey Payment, object? Push) which, Func<Task<Outcome<Done>>> send)
    {
        try
        {
            return await send();
        }
        finally
        {
            End(which);
        }
    }

    private void End((PaymentKey Payment, object? Push) which)
    {
        AtWork ended;
        lock (gate)
        {
            ended = atWork[which];
            if (ended.Next is null) atWork.Remove(which);
            else atWork[which] = new();
        }

        ended.Ended.SetResult();
    }

    private sealed class AtWork
    {
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>The answer of the turn that those share who came while this one was at work.</summary>
        public Task<Outcome<Done>>? Next { get; set; }
    }
}
