using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QliroAdapter.Checkout;
using QliroAdapter.Ops;
using QliroAdapter.Settings;

namespace QliroAdapter.Payments;

/// <summary>Registers the grains' own code; partners, store and engine register beside themselves.</summary>
public static class PaymentRegistration
{
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<AdapterOptions>(configuration);
        services.AddSettings<RetryOptions>(configuration);
        services.AddSettings<ReconciliationOptions>(configuration);
        services.AddSettings<PurchaseOptions>(configuration);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Func<double>>(() => Random.Shared.NextDouble());
        services.AddSingleton<CallbackUrls>();
        services.AddSingleton<SweepPace>();
        services.TryAddSingleton(provider => new Lazy<IPaymentGrains>(provider.GetRequiredService<IPaymentGrains>));
        services.AddSingleton<PaymentServices>();
        return services;
    }
}
