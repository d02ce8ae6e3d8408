using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace QliroAdapter.Settings;

/// <summary>Hands settings to who uses them.</summary>
public static class SettingsRegistration
{
    /// <summary>The class as <see cref="IOptions{T}"/>; read now, and only once.</summary>
    /// <exception cref="SettingsException">Something in its section is wrong.</exception>
    public static IServiceCollection AddSettings<T>(this IServiceCollection services, IConfiguration configuration)
        where T : class
    {
        services.TryAddSingleton(Options.Create(configuration.Read<T>()));
        return services;
    }

    /// <summary>The class as it stands in its section.</summary>
    /// <exception cref="SettingsException">Something in it is wrong.</exception>
    public static T Read<T>(this IConfiguration configuration)
        where T : class
    {
        var reader = new SettingsReader();
        var read = (T)reader.Read(typeof(T), configuration);
        SettingsException.ThrowIfAny([.. reader.Mistakes.Select(mistake => mistake.ToString())]);
        return read;
    }

    /// <summary>The class as it stands in its section, whatever is wrong.</summary>
    public static object Read(this SettingsReader reader, Type type, IConfiguration configuration)
        => reader.Read(
            type, SettingsNode.Of(configuration.GetSection(type.GetCustomAttribute<SettingsSectionAttribute>()!.Key)));
}
