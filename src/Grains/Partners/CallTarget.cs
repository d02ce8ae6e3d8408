namespace QliroAdapter.Partners;

/// <summary>
/// What the message handlers below a partner's interface need to know about one call. Made for one call, its repeats
/// included; every operation takes it as the property <see cref="Option"/> of the request.
/// </summary>
/// <param name="operation">The partner's name for it, for log and timeline.</param>
/// <param name="baseUrl">
/// The URL before the operation's route, with or without a slash at its end; absent when the operation takes its whole
/// URL.
/// </param>
public class CallTarget(string operation, string? baseUrl)
{
    /// <summary>Name of the request's property.</summary>
    public const string Option = "target";

    private static readonly HttpRequestOptionsKey<CallTarget> key = new(Option);

    /// <summary>The partner's name for it.</summary>
    public string Operation { get; } = operation;

    /// <summary>True when the call changes nothing, so that it is always safe to repeat.</summary>
    public bool IsRead { get; init; }

    /// <summary>A status of 400 or more that is an answer of the operation, not a failure.</summary>
    public int? AlsoAccepted { get; init; }

    internal string? BaseUrl { get; } = baseUrl;

    /// <summary>Cancelled when the call's time is up, but not when its caller gives up.</summary>
    internal CancellationToken Limit { get; set; }

    internal static CallTarget Of(HttpRequestMessage request) => request.Options.TryGetValue(key, out var target)
        ? target
        : throw new InvalidOperationException($"The operation lacks its parameter [Property] {Option}.");
}
