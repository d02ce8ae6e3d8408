namespace QliroAdapter.QliroCallbacks;

/// <summary>What proves that a call comes from an URL the adapter handed to Qliro.</summary>
public sealed class CallbackTokenOptions
{
    /// <summary>
    /// The secrets. The first signs, all verify: to rotate, put a new one first and drop the old one when the last
    /// order that was opened under it can no longer be called back about (months: captures and refunds come late).
    /// </summary>
    /// <value>None; a process with none does not start.</value>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>
    /// False lets every callback in, token or not: for a closed network where the caller is known otherwise.
    /// </summary>
    /// <value>True.</value>
    public bool Required { get; init; } = true;
}
