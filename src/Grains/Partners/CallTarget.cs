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

    /// <summary>What the call does at the partner, which decides what an unclear answer means.</summary>
    /// <value><see cref="CallEffect.Creates"/>, the most careful one.</value>
    public CallEffect Effect { get; init; } = CallEffect.Creates;

    /// <summary>True when the call changes nothing, so that it is always safe to repeat.</summary>
    public bool IsRead => Effect == CallEffect.Reads;

    /// <summary>
    /// Members of which the partner's own error body has one, in any letter case. An error without them was written by
    /// something between us and the partner.
    /// </summary>
    public IReadOnlyList<string> ErrorMembers { get; init; } = ["ErrorCode", "code", "error"];

    /// <summary>
    /// True when a 404 without the partner's own error body counts as the partner's answer all the same, because its
    /// pages promise no body. The failure is then marked <see cref="PartnerFailure.IsForeign"/>.
    /// </summary>
    public bool TakesBareNotFound { get; init; }

    /// <summary>A status of 400 or more that is an answer of the operation, not a failure.</summary>
    public int? AlsoAccepted { get; init; }

    internal string? BaseUrl { get; } = baseUrl;

    /// <summary>Cancelled when the call's time is up, but not when its caller gives up.</summary>
    internal CancellationToken Limit { get; set; }

    internal static CallTarget Of(HttpRequestMessage request) => request.Options.TryGetValue(key, out var target)
        ? target
        : throw new InvalidOperationException($"The operation lacks its parameter [Property] {Option}.");
}

/// <summary>What a call does at the partner.</summary>
public enum CallEffect
{
    /// <summary>Nothing.</summary>
    Reads,

    /// <summary>
    /// It brings something to a state, so a repeat changes nothing more (PUT, DELETE, a replacing POST).
    /// </summary>
    Replaces,

    /// <summary>It adds something or moves money, so a repeat might do it twice (POST).</summary>
    Creates,
}
