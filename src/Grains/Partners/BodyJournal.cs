using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using QliroAdapter.Ops;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners;

/// <summary>
/// Takes the bodies of calls, and payments as their commits left them, off the way of the call or commit itself: nobody
/// waits for it. In a rush it takes only <see cref="PerSecondMax"/> calls and <see cref="VersionsPerSecondMax"/>
/// versions in a second, so that callbacks are as fast with it as without. What quiet seconds left is taken at once,
/// up to <see cref="SavedSeconds"/> of them: a few purchases in the same second are kept whole. No more than
/// <see cref="WaitingMax"/> are held until they are stored. Thread-safe.
/// </summary>
public sealed class BodyJournal(IOptions<BodyOptions> options, TimeProvider clock)
{
    /// <summary>A few purchases in a second, of which each has some ten calls.</summary>
    public const int PerSecondMax = 50;

    /// <summary>Commits of as many purchases.</summary>
    public const int VersionsPerSecondMax = 25;

    /// <summary>For so many seconds what was not taken is saved up.</summary>
    public const int SavedSeconds = 4;

    /// <summary>Larger bodies are not taken: they are snippets and pages.</summary>
    public const int BytesMax = 64 * 1024;

    /// <summary>More than are taken at once.</summary>
    public const int WaitingMax = (SavedSeconds + 1) * (PerSecondMax + VersionsPerSecondMax);

    private static readonly AsyncLocal<string?> about = new();

    private readonly Channel<KeptBody> waiting = Channel.CreateBounded<KeptBody>(
        new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly Budget calls = new(PerSecondMax);
    private readonly Budget versions = new(VersionsPerSecondMax);

    /// <summary>What waits to be redacted and stored.</summary>
    public ChannelReader<KeptBody> Waiting => waiting.Reader;

    /// <summary>How long what is stored is kept.</summary>
    public TimeSpan Kept => TimeSpan.FromHours(options.Value.KeepBodiesHours);

    /// <summary>From here on, until its caller is back, what is called is about this payment.</summary>
    public static void About(PaymentKey key) => about.Value = key.ToString();

    /// <summary>The payment that a call is about when its bodies are to be kept; null when they are not.</summary>
    public string? Wanted() => Wanted(about.Value);

    /// <summary>Takes a callback with its answer, unless nothing is kept. It is written as JSON later.</summary>
    /// <param name="key">The payment.</param>
    /// <param name="name">One of <see cref="CallbackNames"/>.</param>
    /// <param name="at">When it came.</param>
    /// <param name="body">What it said; null when that could not be read.</param>
    /// <param name="answer">What the payment answered.</param>
    public void KeepCallback(PaymentKey key, string name, DateTimeOffset at, object? body, object answer)
    {
        if (Wanted(key.ToString()) is not { } wanted) return;
        Keep(new KeptCall(wanted, at, QliroApi.Partner, name, null, [], []) { Callback = (body, answer) });
    }

    /// <summary>True when the payment as a commit leaves it now is to be kept.</summary>
    public bool WantsVersion() => Kept > TimeSpan.Zero && versions.Take(clock.GetUtcNow());

    private string? Wanted(string? key)
        => Kept > TimeSpan.Zero && key is not null && calls.Take(clock.GetUtcNow()) ? key : null;

    /// <summary>Takes what is to be kept; drops it when too much waits.</summary>
    public void Keep(KeptBody body) => waiting.Writer.TryWrite(body);

    /// <summary>So many in a second, and of the seconds before as many as they left.</summary>
    private sealed class Budget(int perSecondMax)
    {
        private readonly Lock gate = new();
        private double left = perSecondMax * SavedSeconds;
        private DateTimeOffset? askedAt;

        public bool Take(DateTimeOffset at)
        {
            lock (gate)
            {
                var earned = at > askedAt ? (at - askedAt.Value).TotalSeconds * perSecondMax : 0;
                left = Math.Min(left + earned, perSecondMax * SavedSeconds);
                askedAt = at;
                if (left < 1) return false;
                left--;
                return true;
            }
        }
    }
}

/// <summary>Something that is kept; immutable until it is stored.</summary>
public abstract record KeptBody
{
    /// <summary>The same as it is stored: without persons and secrets.</summary>
    public abstract CallBody Redacted();
}

/// <summary>A call as it was sent.</summary>
/// <param name="Key">The payment's key.</param>
/// <param name="At">When it began.</param>
/// <param name="Partner">Whose it is.</param>
/// <param name="Operation">As the timeline names it.</param>
/// <param name="Status">HTTP status; absent when no answer came.</param>
/// <param name="Request">Empty where nothing was sent, or too much.</param>
/// <param name="Answer">Likewise.</param>
public sealed record KeptCall(
    string Key, DateTimeOffset At, string Partner, string Operation, int? Status, byte[] Request, byte[] Answer)
    : KeptBody
{
    /// <summary>What a callback said and what it was answered, in place of the bytes; absent of a call.</summary>
    public (object? Body, object Answer)? Callback { get; init; }

    public override CallBody Redacted() => new()
    {
        Key = Key,
        At = At,
        Partner = Partner,
        Operation = Operation,
        Status = Status,
        Request = BodyRedaction.Of(Callback is { } came ? Json(came.Body) : Request),
        Answer = BodyRedaction.Of(Callback is { } answered ? Json(answered.Answer) : Answer),
    };

    private static byte[] Json(object? body)
        => body is null ? [] : JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), QliroJson.Options);
}
