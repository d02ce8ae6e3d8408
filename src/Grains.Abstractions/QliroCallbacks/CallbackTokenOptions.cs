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
    /// The first signs, and all verify. To rotate, put a new one second at every node, then first at every node: a node
    /// must know a secret before another signs with it. Drop the old one only when Qliro can no longer call back about
    /// any order opened under it, which takes months, because captures and refunds come late.
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

    /// <summary>How long tokens are good, by what they are for.</summary>
    public CallbackTokenHours CallbackTokenHours { get; init; } = new();
}

/// <summary>
/// How many hours after an order was opened its callbacks are let in; section <c>Adapter:CallbackTokenHours</c>.
/// </summary>
public sealed class CallbackTokenHours
{
    /// <summary>
    /// For the callbacks of a purchase: validate, and shipping methods and addresses. Longer than a checkout stays open
    /// at Qliro; a purchase that is validated later is declined. 1 to 87600.
    /// </summary>
    /// <value>For ever.</value>
    [Range(1, 87600)]
    public int? Checkout { get; init; }

    /// <summary>
    /// For reports: push, status, notification and saved card. They come as late as captures and refunds do. What comes
    /// later is found by reconciliation alone. 1 to 87600.
    /// </summary>
    /// <value>For ever.</value>
    [Range(1, 87600)]
    public int? Reports { get; init; }
}
