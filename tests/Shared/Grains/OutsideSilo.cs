using Orleans;
using Orleans.Runtime;

namespace QliroAdapter.Tests;

/// <summary>
/// The context of a grain that is created without a silo: <c>new PaymentGrain(new OutsideSilo(key), services)</c>. It
/// has only the grain's key. Everything else of Orleans' runtime throws, which shows that a grain tested with it uses
/// none of it.
/// </summary>
/// <param name="key">The string key, as in <c>IGrainWithStringKey</c>.</param>
internal sealed class OutsideSilo(string key) : IGrainContext
{
    public GrainId GrainId { get; } = GrainId.Create("outside", key);

    /// <summary>Empty: the grain's base class looks here for a runtime, and works without one.</summary>
    public IServiceProvider ActivationServices { get; } = new Nothing();

    public GrainReference GrainReference => throw NoSilo();

    public object? GrainInstance => throw NoSilo();

    public ActivationId ActivationId => throw NoSilo();

    public GrainAddress Address => throw NoSilo();

    public IGrainLifecycle ObservableLifecycle => throw NoSilo();

    public IWorkItemScheduler Scheduler => throw NoSilo();

    public Task Deactivated => throw NoSilo();

    public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
        => throw NoSilo();

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
        => throw NoSilo();

    public void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
        => throw NoSilo();

    public void Rehydrate(IRehydrationContext context) => throw NoSilo();

    public void ReceiveMessage(object message) => throw NoSilo();

    public void SetComponent<TComponent>(TComponent? value) where TComponent : class => throw NoSilo();

    public object? GetComponent(Type componentType) => throw NoSilo();

    public object? GetTarget() => throw NoSilo();

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    private InvalidOperationException NoSilo()
        => new($"{GrainId} was made outside a silo: it has its key, and no runtime to ask.");

    private sealed class Nothing : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
