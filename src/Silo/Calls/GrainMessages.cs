using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Serialization.Cloning;

namespace QliroAdapter.Silo;

/// <summary>
/// How messages travel between nodes: as the JSON of the plain records, so that they know nothing of Orleans and a node
/// of the version before reads a newer one's, passing over members it has no name for. Set up alike in silos and
/// clients: each writes what the other reads.
/// </summary>
internal static class GrainMessages
{
    /// <summary>camelCase, nothing written for nulls.</summary>
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
        // A refusal is a value; what is thrown (a full queue, a failed turn) arrives with its type and text.
        services.Configure<ExceptionSerializationOptions>(
            exceptions => exceptions.SupportedNamespacePrefixes.Add(nameof(QliroAdapter)));
        return services;
    }

    /// <summary>True for what grains are sent and answer.</summary>
    public static bool Travels(Type type)
        => type.Assembly == typeof(IPaymentGrain).Assembly && !type.IsAssignableTo(typeof(Exception));
}

/// <summary>Messages are immutable, so that between grains of one node the same instance is handed on.</summary>
internal sealed class ImmutableMessages : IGeneralizedCopier
{
    public bool IsSupportedType(Type type) => GrainMessages.Travels(type);

    public object? DeepCopy(object? input, CopyContext context) => input;
}
