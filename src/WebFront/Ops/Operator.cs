namespace QliroAdapter.Ops;

/// <summary>Who looks at a page, or acts. Immutable.</summary>
/// <param name="Name">From the settings; stands in the timeline of what is done.</param>
/// <param name="MayAct">False for somebody who may only look.</param>
public sealed record Operator(string Name, bool MayAct)
{
    /// <summary>
    /// Who sent a request that has passed the <see cref="OpsGate"/>; null on a page that is open to all.
    /// </summary>
    public static Operator? Of(HttpContext context) => context.Features.Get<Operator>();
}
