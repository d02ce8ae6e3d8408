using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace QliroAdapter.WebFront;

/// <summary>
/// Adds to each operation what the framework cannot know: its body, how its caller authenticates, examples, and whether
/// the published API has it.
/// </summary>
internal sealed class OperationDocs : IOperationFilter
{
    private const string Json = "application/json";
    private const string Problem = "application/problem+json";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<TakesBody>().LastOrDefault() is { } body) operation.RequestBody = Body(body, context);
        if (metadata.OfType<CallerRule>().LastOrDefault() is { } rule)
            operation.Security = [ApiDocSecurity.RequirementOf(rule, context.Document)];
        if (metadata.OfType<BeyondPublished>().LastOrDefault() is { } beyond)
        {
            operation.Description = $"Not part of the published API. {beyond.Why} {operation.Description}";
            operation.AddExtension("x-beyond-published", new JsonNodeExtension(JsonValue.Create(true)));
        }
        foreach (var (status, response) in operation.Responses ?? [])
            Complete(status, (OpenApiResponse)response, context);
    }

    private static OpenApiRequestBody Body(TakesBody body, OperationFilterContext context) => new()
    {
        Description = body.Description,
        Required = body.IsRequired,
        Content = new Dictionary<string, IOpenApiMediaType> { [Json] = Content(body.Type, context) },
    };

    // An error without a declared schema is sent as Error all the same. A malformed request is answered with
    // ProblemDetails.
    private static void Complete(string status, OpenApiResponse response, OperationFilterContext context)
    {
        response.Description = Words(status);
        response.Content ??= new Dictionary<string, IOpenApiMediaType>();
        foreach (var content in response.Content.Values.OfType<OpenApiMediaType>())
            content.Example = ExampleOf(content.Schema);
        if (status.StartsWith('4') && response.Content.Count == 0)
            response.Content[Json] = new OpenApiMediaType { Example = PublishedSchemas.Example("Error") };
        if (status == "400") response.Content[Problem] = Content(typeof(ProblemDetails), context);
    }

    private static OpenApiMediaType Content(Type type, OperationFilterContext context)
    {
        var schema = context.SchemaGenerator.GenerateSchema(type, context.SchemaRepository);
        return new() { Schema = schema, Example = ExampleOf(schema) };
    }

    private static JsonNode? ExampleOf(IOpenApiSchema? schema) => schema switch
    {
        OpenApiSchemaReference { Reference.Id: { } name } => PublishedSchemas.Example(name),
        { Items: { } items } => new JsonArray(ExampleOf(items)),
        _ => null,
    };

    private static string Words(string status)
        => ReasonPhrases.GetReasonPhrase(int.Parse(status, CultureInfo.InvariantCulture));
}
