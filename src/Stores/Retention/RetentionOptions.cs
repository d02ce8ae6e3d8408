using System.ComponentModel.DataAnnotations;
using QliroAdapter.Settings;

namespace QliroAdapter.Store;

/// <summary>How long ended payments are kept, in either store. Configuration section <c>Storage</c>.</summary>
[SettingsSection("Storage")]
public sealed class RetentionOptions
{
    /// <summary>A checkout, and what Qliro still reports of it, is over within days.</summary>
    public const int DaysMin = 30;

    /// <summary>
    /// After so many days without a change a payment for which nothing waits is deleted with its whole history. When it
    /// is asked for again it is rebuilt from Norce and Qliro, without its history and its answers to repeats; so it
    /// should be longer than goods are captured and given back.
    /// </summary>
    /// <value>None: payments are kept for ever.</value>
    [Range(DaysMin, 36500)]
    public int? KeepPaymentDays { get; set; }
}
