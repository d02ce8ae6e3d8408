using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QliroAdapter.Payments;

namespace QliroAdapter.Composition;

/// <summary>Registers the services of the grains. Partners, store and engine have registrations of their own.</summary>
public static class PaymentRegistration
{
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        Bind<AdapterOptions>(services, configuration, "Adapter");
        Bind<RetryOptions>(services, configuration, "Retry");
        Bind<ReconciliationOptions>(services, configuration, "Reconciliation");
        Bind<PurchaseOptions>(services, configuration, "Qliro");
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Func<double>>(() => Random.Shared.NextDouble());
        services.AddSingleton<CallbackUrls>();
        services.AddSingleton<SweepPace>();
        services.TryAddSingleton(provider => new Lazy<IPaymentGrains>(provider.GetRequiredService<IPaymentGrains>));
        services.AddSingleton(Features.All);
        services.AddSingleton<PaymentServices>();
        return services;
    }

    private static void Bind<T>(IServiceCollection services, IConfiguration configuration, string section)
        where T : class
        => services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateDataAnnotations().ValidateOnStart();
}
