namespace QliroAdapter.Ops;

/// <summary>
/// Bodies of calls to partners and of callbacks, redacted, and payments as their commits left them; kept for a while
/// beside the payments: what is lost of them is no loss of a payment. Thread-safe.
/// </summary>
public interface ICallBodies
{
    /// <summary>
    /// Stores those of payments that are stored and not erased; the oldest leave when there are more than
    /// <see cref="CallBody.StoredMax"/>. Nothing of a payment is stored after it was erased or deleted, whatever waited
    /// meanwhile. Returns the keys of the payments whose bodies were stored: of another one they may be tried again,
    /// for it may not be stored yet, or be written at this moment.
    /// </summary>
    Task<IReadOnlySet<string>> Add(IReadOnlyList<CallBody> bodies, CancellationToken cancellation);

    /// <summary>
    /// Calls and callbacks of one payment, oldest first: its <paramref name="max"/> newest.
    /// </summary>
    Task<IReadOnlyList<CallBody>> Find(string key, int max, CancellationToken cancellation);

    /// <summary>
    /// Versions of one payment that are kept, oldest first and without their documents: its
    /// <see cref="KeptVersion.ListedMax"/> newest.
    /// </summary>
    Task<IReadOnlyList<KeptVersion>> Versions(string key, CancellationToken cancellation);

    /// <summary>The document of a kept version as it was handed over; null when it is not kept any more.</summary>
    Task<string?> Document(string key, KeptVersion version, CancellationToken cancellation);

    /// <summary>Deletes what is older, and what a process that died left of a payment that is gone.</summary>
    Task DeleteBefore(DateTimeOffset at, CancellationToken cancellation);
}

/// <summary>What one call sent and got. Holds no personal data and no secrets: only what is known to be neither stays.
/// </summary>
public sealed record CallBody
{
    /// <summary>Given by the store; 0 before.</summary>
    public long Id { get; init; }

    /// <summary>The payment's key.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary><c>Norce</c> or <c>Qliro</c>; of a version <see cref="KeptVersion.Partner"/>.</summary>
    public required string Partner { get; init; }

    /// <summary>
    /// As the timeline names the call; of a callback one of <see cref="CallbackNames"/>, of a version its
    /// <see cref="KeptVersion.Name"/>.
    /// </summary>
    public required string Operation { get; init; }

    /// <summary>HTTP status; absent when no answer came, and of a callback.</summary>
    public int? Status { get; init; }

    /// <summary>JSON; empty where nothing was sent. Of a version its document.</summary>
    public required string Request { get; init; }

    /// <summary>JSON; empty where nothing came.</summary>
    public required string Answer { get; init; }

    /// <summary>True of a callback that came in.</summary>
    public bool IsCallback => Operation.StartsWith(CallbackNames.Start, StringComparison.Ordinal);

    /// <summary>How many are stored at most; with the longest texts about 3 GB, usually a tenth of it.</summary>
    public const int StoredMax = 200_000;

    /// <summary>The longest text, in letters; longer ones are cut. Of a version, which has one text, twice that.
    /// </summary>
    public const int LengthMax = 8000;
}

/// <summary>What callbacks are called among kept bodies.</summary>
public static class CallbackNames
{
    /// <summary>All begin with it.</summary>
    public const string Start = "callback ";

    /// <summary>Qliro's order changed.</summary>
    public const string Push = Start + "push";

    /// <summary>What became of a payment transaction.</summary>
    public const string Status = Start + "status";

    /// <summary>A report of a party behind Qliro.</summary>
    public const string Notification = Start + "notification";

    /// <summary>The question before a purchase.</summary>
    public const string Validate = Start + "validate";
}
