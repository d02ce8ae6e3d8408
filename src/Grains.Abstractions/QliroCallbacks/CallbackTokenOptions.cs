using System.ComponentModel.DataAnnotations;
using QliroAdapter.Settings;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// How calls to the callback URLs prove that the URL was handed out by the adapter. Configuration section
/// <c>Adapter</c>.
/// </summary>
[SettingsSection("Adapter")]
public sealed class CallbackTokenOptions
{
    /// <summary>
    /// The secrets, each of at least 16 bytes.
    /// The first signs, and all verify. To rotate, put a new one first. Drop the old one only when Qliro
    /// can no longer call back about any order opened under it, which takes months, because captures and refunds come
    /// late.
    /// </summary>
    /// <value>None; a process without one does not start.</value>
    [MinLength(1, ErrorMessage = "is required: at least one secret to sign the URLs handed to Qliro with")]
    [Secret(BytesMin = 16)]
    public IReadOnlyList<string> CallbackSecrets { get; init; } = [];

    /// <summary>
    /// When false, every callback is let in, with or without a token: for a closed network that identifies the caller
    /// in another way.
    /// </summary>
    /// <value>True.</value>
    public bool RequireCallbackToken { get; init; } = true;
}
