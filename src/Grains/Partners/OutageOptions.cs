using System.ComponentModel.DataAnnotations;
using QliroAdapter.Settings;

namespace QliroAdapter.Partners;

/// <summary>
/// When the circuit breaker of a partner's host opens, and how the host is met when it is back. Section <c>Outage</c>.
/// </summary>
[SettingsSection("Outage")]
public sealed class OutageOptions : IValidatableObject
{
    /// <summary>
    /// Calls within 30 s, half of them without the partner, that open its circuit. Fewer notice an outage sooner, and
    /// take a single order's trouble for one. 2 to 10000.
    /// </summary>
    /// <value>20</value>
    [Range(2, 10_000)]
    public int CallsLeast { get; set; } = 20;

    /// <summary>
    /// Seconds until the first call that sees whether it is back; doubles from one to the next. 0.5 to 3600.
    /// </summary>
    /// <value>5</value>
    [Range(0.5, 3600)]
    public double FirstSeconds { get; set; } = 5;

    /// <summary>
    /// Longest time between two such calls, in seconds: what its return may go unnoticed. 0.5 to 3600.
    /// </summary>
    /// <value>60</value>
    [Range(0.5, 3600)]
    public double LongestSeconds { get; set; } = 60;

    /// <summary>
    /// Payments whose due work goes on in each second after the return, per node and host. More clears the backlog
    /// sooner, fewer spare a partner that has just got up. 0.1 to 10000.
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
