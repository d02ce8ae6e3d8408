using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace QliroAdapter.Silo;

/// <summary>
/// How messages travel between nodes: as JSON of the plain records. So the records need no Orleans attributes, and a
/// node of the previous version reads a newer node's messages, ignoring members that it does not know. Silos and
/// clients are set up alike, because each reads what the other writes.
/// </summary>
internal static class GrainMessages
{
    /// <summary>camelCase; nulls are not written.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static IServiceCollection AddGrainMessages(this IServiceCollection services)
    {
        services.AddSerializer(serializer =>
        {
            serializer.AddJsonSerializer(Travels, isCopyable: null, options => options.Configure(
                codec => codec.SerializerOptions = Json));
            serializer.Configure(manifest => manifest.AddAllowedAssembly(typeof(IPaymentGrain).Assembly));
        });
        services.AddSingleton<IGeneralizedCopier, ImmutableMessages>();
        // Refusals are values. Exceptions (a full queue, a failed turn) arrive with their type and text.
        services.Configure<ExceptionSerializationOptions>(
            exceptions => exceptions.SupportedNamespacePrefixes.Add(nameof(QliroAdapter)));
        return services;
    }

    /// <summary>True for types that grains are sent or answer with.</summary>
    public static bool Travels(Type type)
        => type.Assembly == typeof(IPaymentGrain).Assembly && !type.IsAssignableTo(typeof(Exception));
}

/// <summary>Messages are immutable, so grains of one node hand on the same instance instead of a copy.</summary>
internal sealed class ImmutableMessages : IGeneralizedCopier
{
    public bool IsSupportedType(Type type) => GrainMessages.Travels(type);

    public object? DeepCopy(object? input, CopyContext context) => input;
}
