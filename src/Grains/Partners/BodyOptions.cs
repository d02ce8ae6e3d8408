using System.ComponentModel.DataAnnotations;
using QliroAdapter.Settings;

namespace QliroAdapter.Partners;

/// <summary>How long bodies of calls to partners, and versions of payments, are kept, section <c>Ops</c>.</summary>
[SettingsSection("Ops")]
public sealed class BodyOptions
{
    /// <summary>
    /// Hours for which redacted bodies of calls and callbacks are kept, for operators who may act, and payments as
    /// their commits left them; 0 keeps none. In a rush only some are kept (<see cref="BodyJournal.PerSecondMax"/>).
    /// </summary>
    /// <value>72</value>
    [Range(0, 720)]
    public int KeepBodiesHours { get; set; } = 72;
}
