using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QliroAdapter.Ops;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Payments;
using QliroAdapter.Settings;
using QliroAdapter.Store;

namespace QliroAdapter.Composition;

/// <summary>Registers the services of the grains. Partners, store and engine have registrations of their own.</summary>
public static class PaymentRegistration
{
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<AdapterOptions>(configuration);
        services.AddSettings<RetryOptions>(configuration);
        services.AddSettings<ReconciliationOptions>(configuration);
        services.AddSettings<PurchaseOptions>(configuration);
        services.AddSettings<EventOptions>(configuration);
        services.AddSingleton<EventOutlet>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Func<double>>(() => Random.Shared.NextDouble());
        services.TryAddSingleton<TrafficRecorder>();
        services.AddSingleton<CallbackUrls>();
        services.AddSingleton<SweepPace>();
        services.TryAddSingleton(provider => new Lazy<IPaymentGrains>(provider.GetRequiredService<IPaymentGrains>));
        services.AddStoredKeys(configuration);
        services.AddSingleton<TimelineChain>();
        services.AddSingleton<PaymentVault>();
        services.AddSingleton(Features.All);
        services.AddSingleton<PaymentServices>();
        return services;
    }
}
