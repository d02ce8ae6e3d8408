using QliroAdapter.Partners;

namespace QliroAdapter.Ops;

/// <summary>
/// What an operator's name and reason look like in the timeline: bounded, and with a mask in place of what looks like
/// personal data. Pure.
/// </summary>
public static class OperatorText
{
    /// <summary>The reason as it is kept; empty when there is none.</summary>
    public static string Reason(string? reason)
        => WellFormedText.Cut(PartnerText.Reason(reason)?.Trim() ?? "", OperatorAction.ReasonMax);

    /// <summary>The name as it is kept.</summary>
    public static string Name(string name) => PartnerText.Word(name);

    /// <summary>The row that begins an operator's turn.</summary>
    public static string Cause(string? by, string what, string? reason)
    {
        var who = by is null ? "an operator" : $"operator {Name(by)}";
        return Reason(reason) is { Length: > 0 } why ? $"{who} {what}: {why}" : $"{who} {what}";
    }

    /// <summary>The same of an action.</summary>
    public static string Cause(OperatorAction action) => Cause(action.By, action.Kind switch
    {
        OperatorActionKind.Reconcile => "has Norce and Qliro compared",
        OperatorActionKind.Retry => "has the outbox retried now",
        OperatorActionKind.Resume => "resumes what was parked",
        OperatorActionKind.Hold => "holds the outbox",
        OperatorActionKind.Release => "releases the outbox",
        OperatorActionKind.WriteOff => "writes off what waits for a person",
        OperatorActionKind.TakeQliro => "takes Qliro's state",
        OperatorActionKind.Erase => "has personal data erased",
        OperatorActionKind.Replay => "replays Qliro's callbacks",
        OperatorActionKind.ResendEvents => "has events sent again",
        _ => "asks for what this version does not know",
    }, action.Reason);
}
