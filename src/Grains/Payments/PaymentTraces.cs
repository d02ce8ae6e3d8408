using System.Diagnostics;
using System.Text.Json.Serialization;

namespace QliroAdapter.Payments;

/// <summary>
/// Links the traces of one payment over days. A turn that changes the payment while somebody listens leaves its trace
/// context in the document, and in each outbox entry that it enqueues; later turns and deliveries link back to it. A
/// link, not a parent: a trace that lasts for days cannot be read. Without a listener no context is kept and no span is
/// made; rows of the timeline name their trace all the same, because log lines do.
/// </summary>
internal static class PaymentTraces
{
    /// <summary>The name of the activity source of deliveries.</summary>
    public const string SourceName = "QliroAdapter.Outbox";

    /// <summary>The turns that a document remembers.</summary>
    public const int Max = 10;

    private static readonly ActivitySource source = new(SourceName);

    /// <summary>
    /// The context of the turn that runs; null when nobody records it. Activities that only connect log lines have no
    /// source.
    /// </summary>
    public static string? Current => Activity.Current is { Source.Name.Length: > 0, Recorded: true } turn
        ? turn.Id
        : null;

    /// <summary>
    /// The id that the log lines of the turn have, and the answer in <c>x-trace-id</c>, for rows of the timeline,
    /// whether or not somebody records it.
    /// </summary>
    public static string? CurrentId => Activity.Current is { IdFormat: ActivityIdFormat.W3C } turn
        ? turn.TraceId.ToHexString()
        : null;

    /// <summary>The payment, with the turn that runs among those that it remembers.</summary>
    public static PaymentDocument Remember(PaymentDocument payment, DateTimeOffset at)
    {
        if (Current is not { } context || payment.Traces is [.., { } last] && last.Context == context) return payment;
        return payment with { Traces = [.. payment.Traces.TakeLast(Max - 1), new(context, at)] };
    }

    /// <summary>Links the turn that runs to the last one that changed the payment.</summary>
    public static void LinkTurn(PaymentDocument? payment)
    {
        if (Current is null || payment?.Traces is not [.., { } last]) return;
        if (LinkTo(last.Context) is { } link) Activity.Current!.AddLink(link);
    }

    /// <summary>
    /// A span for one delivery, below the turn that makes it and linked to the one that decided it; null when nobody
    /// listens.
    /// </summary>
    public static Activity? Deliver(Outbox.OutboxEntry entry)
    {
        if (!source.HasListeners()) return null;
        ActivityLink[] links = LinkTo(entry.Trace) is { } link ? [link] : [];
        return source.StartActivity(
            ActivityKind.Internal, links: links, name: $"Outbox.{entry.Kind}");
    }

    private static ActivityLink? LinkTo(string? context)
        => ActivityContext.TryParse(context, null, isRemote: true, out var known) ? new ActivityLink(known) : null;
}

/// <summary>A turn that changed the payment while it was traced.</summary>
/// <param name="Context">Its trace context, in the W3C form.</param>
/// <param name="At">When it was committed first.</param>
public sealed record PaymentTrace(string Context, DateTimeOffset At)
{
    /// <summary>The trace's id: 32 hexadecimal digits.</summary>
    [JsonIgnore]
    public string Id => Context.Split('-') is [_, var id, ..] ? id : Context;
}
