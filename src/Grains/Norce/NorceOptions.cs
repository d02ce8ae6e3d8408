using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using QliroAdapter.Partners;
using QliroAdapter.Settings;

namespace QliroAdapter.Norce;

/// <summary>Settings under <c>Norce</c>.</summary>
[SettingsSection("Norce")]
public sealed class NorceOptions : IValidatableObject
{
    /// <summary>Base of the Order API; may hold <c>{merchant}</c>. Required.</summary>
    [Required(ErrorMessage = "is required: the base URL of Norce's Order API, which may hold {{merchant}}")]
    [HttpUrl(Filled = "{merchant}")]
    public string OrderApiUrl { get; set; } = "";

    /// <summary>
    /// Base of the Configuration API; may hold <c>{merchant}</c>. Required unless every channel is under
    /// <c>Channels</c>.
    /// </summary>
    [HttpUrl(Filled = "{merchant}")]
    public string? ConfigurationApiUrl { get; set; }

    /// <summary>A bearer token issued by Norce. Required unless there are client credentials.</summary>
    [Secret(IsBearer = true)]
    public string? Token { get; set; }

    /// <summary>Credentials to fetch tokens with, in place of <see cref="Token"/>.</summary>
    public NorceClientCredentials? ClientCredentials { get; set; }

    /// <summary>
    /// Limit of one call, its repeats included, in seconds, 1 to 60. Longer tolerates a slower Norce; hooks and
    /// callbacks have their own, shorter limits. <value>5</value>
    /// </summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 5;

    /// <summary><see cref="TimeoutSeconds"/> as a <see cref="TimeSpan"/>.</summary>
    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>
    /// How long the last good configuration document of a channel is used while the Configuration API gives no answer,
    /// in hours, 1 to 720. Longer tolerates a longer outage; shorter limits how long a document is used that the
    /// merchant may have changed meanwhile. <value>24</value>
    /// </summary>
    [Range(1, 720)]
    public int ConfigurationStaleHours { get; set; } = 24;

    /// <summary><see cref="ConfigurationStaleHours"/> as a <see cref="TimeSpan"/>.</summary>
    public TimeSpan ConfigurationStale => TimeSpan.FromHours(ConfigurationStaleHours);

    /// <summary>The bases of Norce's services, with their placeholders.</summary>
    public IEnumerable<string> BaseUrls => [OrderApiUrl, ConfigurationApiUrl ?? ""];

    /// <summary>True when callers choose among Norce's hosts by the merchant that they name.</summary>
    public bool HasHostsOfMerchants => BaseUrls.Any(PartnerUrl.HasHostOfMerchant);

    /// <summary>What stands in the settings, right or wrong; the start reports what is wrong.</summary>
    public static NorceOptions ReadUnchecked(IConfiguration settings)
        => (NorceOptions)new SettingsReader().Read(typeof(NorceOptions), settings);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(Token) && ClientCredentials is null)
        {
            yield return new(
                "is required: the bearer token for Norce, unless Norce:ClientCredentials is set",
                [nameof(Token), nameof(ClientCredentials)]);
        }
        if (!string.IsNullOrEmpty(Token) && ClientCredentials is not null)
        {
            yield return new(
                "stands beside Norce:ClientCredentials:TokenUrl, and only one can be used; leave one of them out",
                [nameof(Token), nameof(ClientCredentials)]);
        }
    }
}

/// <summary>
/// OAuth 2 client credentials of an account at Norce. Each property is required except <see cref="Scope"/>.
/// </summary>
public sealed class NorceClientCredentials
{
    /// <summary>URL of the token endpoint, without placeholders.</summary>
    [Required(ErrorMessage = "is required: where tokens are fetched")]
    [HttpUrl(Filled = "")]
    public string TokenUrl { get; set; } = "";

    [Required(ErrorMessage = "is required: who fetches tokens")]
    public string ClientId { get; set; } = "";

    /// <summary>Secret.</summary>
    [Required(ErrorMessage = "is required: what proves it")]
    [Secret]
    public string ClientSecret { get; set; } = "";

    /// <summary>E.g. <c>stage</c>; absent when the endpoint needs none.</summary>
    public string? Scope { get; set; }
}
