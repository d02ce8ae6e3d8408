using System.ComponentModel.DataAnnotations;
using QliroAdapter.Settings;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// What proves that a call comes from an URL the adapter handed to Qliro. Configuration section <c>Adapter</c>.
/// </summary>
[SettingsSection("Adapter")]
public sealed class CallbackTokenOptions
{
    /// <summary>
    /// The secrets. The first signs, all verify: to rotate, put a new one first and drop the old one when the last
    /// order that was opened under it can no longer be called back about (months: captures and refunds come late).
    /// Each at least 16 bytes.
    /// </summary>
    /// <value>None; a process with none does not start.</value>
    [MinLength(1, ErrorMessage = "is required: at least one secret to sign the URLs handed to Qliro with")]
    [Secret(BytesMin = 16)]
    public IReadOnlyList<string> CallbackSecrets { get; init; } = [];

    /// <summary>
    /// False lets every callback in, token or not: for a closed network where the caller is known otherwise.
    /// </summary>
    /// <value>True.</value>
    public bool RequireCallbackToken { get; init; } = true;
}
