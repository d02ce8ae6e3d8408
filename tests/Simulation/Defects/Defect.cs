using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.Faults;
using QliroAdapter.Store;

namespace QliroAdapter.Simulation.Defects;

/// <summary>
/// A mistake that the adapter might have, built around the real code; the simulation must find it. It stands between
/// the grains and what they use, so production code has no switch for it.
/// </summary>
internal class Defect
{
    public static readonly Defect None = new();

    /// <summary>Wraps the store of one process.</summary>
    public virtual IPaymentStore Around(IPaymentStore store, World world) => store;

    /// <summary>Wraps the connection from one process to one partner.</summary>
    public virtual HttpMessageHandler Around(HttpMessageHandler wire, Partner partner, World world) => wire;

    /// <summary>Wraps the engine of one process.</summary>
    public virtual IPaymentGrains Around(IPaymentGrains grains, World world) => grains;

    /// <summary>Changes an answer on its way to a partner that called.</summary>
    public virtual HttpResponseMessage Answered(HttpResponseMessage response, string callback, string key) => response;
}
