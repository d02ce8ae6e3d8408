using System.ComponentModel.DataAnnotations;
using QliroAdapter.Settings;

namespace QliroAdapter.Partners;

/// <summary>
/// When the circuit breaker of a partner's host opens, and how fast work resumes when the host is back. Section
/// <c>Outage</c>.
/// </summary>
[SettingsSection("Outage")]
public sealed class OutageOptions : IValidatableObject
{
    /// <summary>
    /// The circuit opens when at least this many calls were made within 30 s and half of them failed because the
    /// partner was unavailable. Smaller notices an outage sooner, but may take the trouble of a single order for an
    /// outage.
    /// </summary>
    /// <value>20</value>
    [Range(2, 10_000)]
    public int CallsMin { get; set; } = 20;

    /// <summary>
    /// Seconds until the first trial call to an unavailable host; doubles with each further one.
    /// </summary>
    /// <value>5</value>
    [Range(0.5, 3600)]
    public double FirstSeconds { get; set; } = 5;

    /// <summary>
    /// The longest time between two trial calls, in seconds: for so long a recovery may go unnoticed.
    /// </summary>
    /// <value>60</value>
    [Range(0.5, 3600)]
    public double LongestSeconds { get; set; } = 60;

    /// <summary>
    /// Number of payments whose due work resumes in each second after the recovery, per node and host. More works off
    /// the backlog sooner; fewer puts less load on a partner that has just recovered.
    /// </summary>
    /// <value>10</value>
    [Range(0.1, 10_000)]
    public double PaymentsPerSecond { get; set; } = 10;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LongestSeconds < FirstSeconds)
            yield return new("must not be below Outage:FirstSeconds", [nameof(LongestSeconds), nameof(FirstSeconds)]);
    }
}
