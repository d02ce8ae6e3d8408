using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace QliroAdapter.Client;

/// <summary>
/// Which adapter is called, for which merchant and channel, and with which time-outs and retries. One object per
/// channel. Immutable; checked when a client is created.
/// </summary>
public sealed class AdapterClientOptions
{
    /// <summary>The adapter's base URL: absolute, http or https. A path in it is put before the routes.</summary>
    /// <value>Required.</value>
    [Required]
    public Uri? BaseUrl { get; init; }

    /// <summary>
    /// One of the adapter's <c>Adapter:AccessTokens</c>, in plain text, so it must stay on the server. Not sent with
    /// Qliro's callbacks, whose URLs carry their own token.
    /// </summary>
    /// <value>Required.</value>
    [Required]
    [RegularExpression("[!-~]+", ErrorMessage = "AccessToken must be visible ASCII characters without spaces.")]
    public string AccessToken { get; init; } = "";

    /// <summary>
    /// The shop, as Norce names it: 1 to 100 characters of <c>A-Z a-z 0-9 - _ .</c>, not only dots.
    /// </summary>
    /// <value>Required.</value>
    [Required]
    [RegularExpression(Name, ErrorMessage = "Merchant must be 1 to 100 of A-Z a-z 0-9 - _ . and not only dots.")]
    public string Merchant { get; init; } = "";

    /// <summary>
    /// The purchase flow, as Norce names it: 1 to 100 characters of <c>A-Z a-z 0-9 - _ .</c>, not only dots.
    /// </summary>
    /// <value>Required.</value>
    [Required]
    [RegularExpression(Name, ErrorMessage = "Channel must be 1 to 100 of A-Z a-z 0-9 - _ . and not only dots.")]
    public string Channel { get; init; } = "";

    /// <summary>
    /// Time-out of one attempt in seconds, until its whole answer is read. Shorter frees the caller earlier and leaves
    /// more outcomes unknown: a capture may wait for Qliro (10 s) and for Norce (5 s) more than once.
    /// </summary>
    /// <value>30; from 1 to 300.</value>
    [Range(1, 300, ErrorMessage = "TimeoutSeconds must be from 1 to 300.")]
    public int TimeoutSeconds { get; init; } = 30;

    /// <summary>
    /// Attempts of a call that may be repeated, the first included. More survive a longer restart of the adapter, and
    /// keep the caller waiting longer.
    /// </summary>
    /// <value>3; from 1 (never repeated) to 10.</value>
    [Range(1, 10, ErrorMessage = "AttemptsMax must be from 1 to 10.")]
    public int AttemptsMax { get; init; } = 3;

    /// <summary>
    /// The wait before the second attempt in milliseconds; doubled before each further one, with jitter, at most 5 s.
    /// An answer's <c>Retry-After</c> takes precedence, at most 5 s as well.
    /// </summary>
    /// <value>200; from 1 to 5000.</value>
    [Range(1, 5000, ErrorMessage = "RetryFirstMilliseconds must be from 1 to 5000.")]
    public int RetryFirstMilliseconds { get; init; } = 200;

    private const string Name = @"(?!\.+$)[A-Za-z0-9\-_.]{1,100}";

    /// <summary>Returns itself when every option is valid.</summary>
    /// <exception cref="OptionsValidationException">Every mistake, each naming its property.</exception>
    internal AdapterClientOptions Checked()
    {
        var mistakes = new List<ValidationResult>();
        Validator.TryValidateObject(this, new(this), mistakes, validateAllProperties: true);
        if (BaseUrl is { } url && !(url is { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "" }))
            mistakes.Add(new("BaseUrl must be an absolute http or https URL without a query."));
        return mistakes.Count == 0
            ? this
            : throw new OptionsValidationException(
                nameof(AdapterClientOptions), GetType(), mistakes.Select(mistake => mistake.ErrorMessage!));
    }
}
