using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Ops;
using QliroAdapter.Store;

namespace QliroAdapter.EmbeddedSilo;

/// <summary>Puts the embedded engine into a host.</summary>
public static class EmbeddedSiloRegistration
{
    /// <summary>
    /// The engine, its due-work scan and its orderly end. Needs in the container:
    /// <c>Func&lt;PaymentKey, IPaymentGrain&gt;</c> and <c>Func&lt;OrderKey, IOrderGrain&gt;</c> that make the actors
    /// (which may themselves ask for <see cref="IPaymentGrains"/>), and an <c>IPaymentStore</c>; a store that other
    /// nodes share brings an <see cref="ITurnClaims"/>.
    /// </summary>
    public static IServiceCollection AddEmbeddedSilo(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSiloBasics(configuration);
        services.AddSingleton(Grains);
        services.AddSingleton<IPaymentGrains>(provider => provider.GetRequiredService<EmbeddedPaymentGrains>());
        services.AddSingleton<ISiloStatistics>(provider => provider.GetRequiredService<EmbeddedPaymentGrains>());
        services.AddHostedService<SiloLifetime>();
        services.AddHostedService<DueWork>();
        return services;
    }

    /// <summary>Bounds and metrics: what every engine has, whatever carries its messages.</summary>
    internal static IServiceCollection AddSiloBasics(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EmbeddedSiloOptions>()
            .Bind(configuration.GetSection(EmbeddedSiloOptions.Section))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<EmbeddedSiloOptions>, EmbeddedSiloOptionsCheck>();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ITurnClaims, OwnTurns>();
        services.AddSingleton<SiloMetrics>();
        return services;
    }

    // The factories are looked up when an actor is made, not now: they may need the grains that are being made here.
    private static EmbeddedPaymentGrains Grains(IServiceProvider provider) => new(
        key => provider.GetRequiredService<Func<PaymentKey, IPaymentGrain>>()(key),
        key => provider.GetRequiredService<Func<OrderKey, IOrderGrain>>()(key),
        provider.GetRequiredService<ITurnClaims>(),
        provider.GetRequiredService<IOptions<EmbeddedSiloOptions>>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<SiloMetrics>(),
        provider.GetRequiredService<ILogger<EmbeddedPaymentGrains>>());
}
