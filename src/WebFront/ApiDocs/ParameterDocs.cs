using System.Collections.Frozen;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace QliroAdapter.WebFront;

/// <summary>Gives each parameter a description and an example, by its name.</summary>
internal sealed class ParameterDocs : IParameterFilter
{
    private static readonly FrozenDictionary<string, (string Description, string Example)> known =
        new Dictionary<string, (string, string)>
        {
            ["x-merchant"] = ("Identifier of the shop.", "norce"),
            ["x-channel"] = ("Identifier of the shop's purchase flow.", "1"),
            ["merchant"] = ("Identifier of the shop.", "norce"),
            ["channel"] = ("Identifier of the shop's purchase flow.", "1"),
            ["order_id"] = ("Norce's id of the order.", "oTestAbc"),
            ["payment_id"] = ("Norce's id of the payment.", "pAbc"),
            ["Idempotency-Key"] = (
                "A name for this one operation (not in the published API). A repeat under it answers as the first "
                + "time; the same name with another body is refused.",
                "capture-2025-0001"),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public void Apply(IOpenApiParameter parameter, ParameterFilterContext context)
    {
        if (parameter is not OpenApiParameter own || own.Name is not { } name || !known.TryGetValue(name, out var doc))
            return;
        own.Description = doc.Description;
        own.Example = JsonValue.Create(doc.Example);
    }
}
