using System.ComponentModel.DataAnnotations;
using QliroAdapter.Settings;

namespace QliroAdapter.Silo;

/// <summary>Who may look at the ops pages. Configuration section <c>Ops</c>.</summary>
[SettingsSection("Ops")]
public sealed class OpsOptions
{
    /// <summary>
    /// Bearer tokens, or the password of the pages: each a token as those of <see cref="AccessTokenOptions"/>, or one
    /// with a name and a role.
    /// </summary>
    /// <value>None: there are no ops pages.</value>
    public IReadOnlyList<OpsToken> AccessTokens { get; set; } = [];

    /// <summary>
    /// Address of a payment in Norce's back office, for a link; <c>{merchant}</c>, <c>{channel}</c>, <c>{orderId}</c>,
    /// <c>{paymentId}</c>, <c>{qliroOrderId}</c> and <c>{merchantReference}</c> are replaced.
    /// </summary>
    /// <value>None: there is no link.</value>
    [HttpUrl]
    public string? NorceLink { get; set; }

    /// <summary>Address of a payment in Qliro's back office, likewise.</summary>
    /// <value>None: there is no link.</value>
    [HttpUrl]
    public string? QliroLink { get; set; }
}

/// <summary>
/// A token of the ops pages. Written as a text alone it may act, under the name <c>ops-</c> and its number.
/// </summary>
public sealed class OpsToken : IShortEntry
{
    private static readonly AccessTokenAttribute rule = new();

    /// <summary>Who holds it: shown on the pages, and in the timeline of what is done with it.</summary>
    [Required, MaxLength(100)]
    public string Name { get; set; } = "";

    /// <summary>In plain text or as a hash.</summary>
    [Required, AccessToken]
    public string Token { get; set; } = "";

    /// <summary>What its holder may do.</summary>
    /// <value><see cref="OpsRole.Read"/>, the lesser.</value>
    public OpsRole Role { get; set; }

    /// <inheritdoc/>
    public string? ReadText(string text, string number)
    {
        (Name, Token, Role) = ($"ops-{number}", text, OpsRole.Act);
        return rule.MistakeIn(text);
    }
}

/// <summary>What an operator may do on the ops pages.</summary>
public enum OpsRole
{
    /// <summary>Look at everything that is no personal data.</summary>
    Read,

    /// <summary>Look at everything, and act.</summary>
    Act,
}
