using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using QliroAdapter.Settings;

namespace QliroAdapter.Silo;

/// <summary>A node's place in the cluster, as it is set. Configuration section <c>Silo</c>.</summary>
[SettingsSection("Silo")]
public sealed class NodeOptions : IValidatableObject
{
    /// <summary>
    /// What a process of the web front does: <see cref="SiloRole.Both"/> or <see cref="SiloRole.Front"/>. The program
    /// that only holds grains does not go by it.
    /// </summary>
    /// <value><see cref="SiloRole.Both"/></value>
    [AllowedValues(SiloRole.Both, SiloRole.Front, ErrorMessage = "must be one of Both, Front")]
    public SiloRole Role { get; set; } = SiloRole.Both;

    /// <summary>Nodes with the same find each other, in the same database.</summary>
    /// <value><c>qliro</c></value>
    public string ClusterId { get; set; } = "qliro";

    /// <summary>Whose state it is; stays the same when the cluster gets another name.</summary>
    /// <value><c>qliro-adapter</c></value>
    public string ServiceId { get; set; } = "qliro-adapter";

    /// <summary>
    /// Where other nodes reach this one: an address of this machine, or a name of it. Its two ports are bound there and
    /// nowhere else.
    /// </summary>
    /// <value>Loopback when PostgreSQL is on loopback, else the machine's first address.</value>
    [NodeAddress]
    public string? Address { get; set; }

    /// <summary>For other silos. Kept over restarts, a cluster that died whole comes back sooner. 1 to 65535.</summary>
    /// <value>A free one.</value>
    [Range(1, 65535)]
    public int? Port { get; set; }

    /// <summary>For fronts. 1 to 65535, and not <see cref="Port"/>.</summary>
    /// <value>A free one.</value>
    [Range(1, 65535)]
    public int? GatewayPort { get; set; }

    /// <summary>Present when nodes talk over TLS.</summary>
    public NodeTlsOptions? Tls { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Port is not null && Port == GatewayPort)
            yield return new("must not be Silo:Port", [nameof(GatewayPort), nameof(Port)]);
    }
}

/// <summary>PEM files of a node, section <c>Silo:Tls</c>; all three or none.</summary>
public sealed class NodeTlsOptions : IValidatableObject
{
    /// <summary>The node's own, signed by the authority.</summary>
    [Required(ErrorMessage = WithTls)]
    public string? Certificate { get; set; }

    /// <summary>The private key of <see cref="Certificate"/>.</summary>
    [Required(ErrorMessage = WithTls)]
    public string? Key { get; set; }

    /// <summary>The certificate of the cluster's own authority.</summary>
    [Required(ErrorMessage = WithTls)]
    public string? Authority { get; set; }

    private const string WithTls = "is required when nodes talk over TLS: a PEM file";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Certificate is null || Key is null || Authority is null) return [];
        try
        {
            NodeCertificates.Read(this);
            return [];
        }
        catch (Exception unreadable) when (
            unreadable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            var mistake = $"with Silo:Tls:Key and Silo:Tls:Authority cannot be read: {unreadable.Message}";
            return [new(mistake, [nameof(Certificate)])];
        }
    }
}
