using System.ComponentModel.DataAnnotations;
using QliroAdapter.Norce;
using QliroAdapter.Settings;

namespace QliroAdapter.Payments;

/// <summary>The URLs and values that the adapter gives to its partners, section <c>Adapter</c>.</summary>
[SettingsSection("Adapter")]
public sealed class AdapterOptions
{
    /// <summary>
    /// Base of the URLs given to Qliro; absolute. Overrides <c>adapter.publicUrl</c> of the configuration document.
    /// </summary>
    /// <value>From the document.</value>
    [HttpUrl(IsBase = true)]
    public string? PublicUrl { get; set; }

    /// <summary>Base of the URLs given to Norce (hooks, actions); absolute.</summary>
    /// <value><see cref="PublicUrl"/>, then the document's <c>adapter.internalUrl</c> and
    /// <c>adapter.publicUrl</c>.</value>
    [HttpUrl(IsBase = true)]
    public string? InternalUrl { get; set; }

    /// <summary>
    /// Secret with which e-mail addresses of shoppers are hashed, so that operators find the payments of an address and
    /// the store holds none. With another key, what was stored before is not found any more.
    /// </summary>
    /// <value>None: no hash is stored.</value>
    [Secret(BytesMin = 16)]
    public string? EmailHashKey { get; set; }

    /// <summary>Payment states that differ between builds of Norce.</summary>
    public PaymentStateOptions PaymentState { get; set; } = new();
}

/// <summary>
/// The Norce payment state for the two ends about which builds differ, section <c>Adapter:PaymentState</c>.
/// </summary>
public sealed class PaymentStateOptions
{
    /// <summary>The state after everything reserved was released.</summary>
    /// <value><c>cancelled</c>; <c>removed</c> for Order API builds that refuse it.</value>
    [PaymentState]
    public string Cancelled { get; set; } = "cancelled";

    /// <summary>The state after everything captured was returned.</summary>
    /// <value><c>credited</c>; <c>refunded</c> in newer builds.</value>
    [PaymentState]
    public string Refunded { get; set; } = "credited";
}

/// <summary>How failed outbox entries are retried, section <c>Retry</c>.</summary>
[SettingsSection("Retry")]
public sealed class RetryOptions : IValidatableObject
{
    /// <summary>
    /// Seconds before the second attempt; doubles from attempt to attempt. Shorter repairs sooner but puts more load on
    /// a partner in trouble.
    /// </summary>
    /// <value>1</value>
    [Range(0.01, 3600)]
    public double FirstSeconds { get; set; } = 1;

    /// <summary>Longest pause in seconds.</summary>
    /// <value>300</value>
    [Range(0.01, 86400)]
    public double LongestSeconds { get; set; } = 300;

    /// <summary>
    /// Hours after which an entry is parked for an operator. Should be longer than partners' outages.
    /// </summary>
    /// <value>72</value>
    [Range(0.001, 8760)]
    public double GiveUpHours { get; set; } = 72;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LongestSeconds < FirstSeconds)
            yield return new("must not be below Retry:FirstSeconds", [nameof(LongestSeconds), nameof(FirstSeconds)]);
    }
}

/// <summary>How often payments that wait for something are reconciled, section <c>Reconciliation</c>.</summary>
[SettingsSection("Reconciliation")]
public sealed class ReconciliationOptions
{
    /// <summary>Seconds. Shorter finds a lost push sooner and reads Qliro more often.</summary>
    /// <value>60</value>
    [Range(0.05, 86400)]
    public double IntervalSeconds { get; set; } = 60;

    /// <summary>
    /// How many waiting payments a node compares in a second at Norce, here and at Qliro: the budget of the sweep's
    /// calls to each partner. More finds a discrepancy sooner.
    /// </summary>
    /// <value>5</value>
    [Range(0.01, 1000)]
    public double ComparisonsPerSecond { get; set; } = 5;
}

/// <summary>Assumptions about a purchase at Qliro, section <c>Qliro</c>.</summary>
[SettingsSection("Qliro")]
public sealed class PurchaseOptions
{
    /// <summary>
    /// Seconds after our approval at which a purchase that Qliro still has as InProcess counts as refused by the
    /// shopper's bank. Unverified: InProcess also means that the bank has not decided. Validation can be repeated, so
    /// too early is harmless.
    /// </summary>
    /// <value>15</value>
    [Range(1, 3600)]
    public double ReopenAfterSeconds { get; set; } = 15;
}
