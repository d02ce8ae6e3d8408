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
        operation.OperationId = OperationIds.Of(context.ApiDescription.RelativePath!);
        var takesKey = operation.Parameters?.Any(parameter => parameter.Name == "Idempotency-Key") == true;
        AddErrors(operation, takesKey, context);
        foreach (var (status, response) in operation.Responses!)
            Complete(status, (OpenApiResponse)response, takesKey, context);
    }

    private static void AddErrors(OpenApiOperation operation, bool takesKey, OperationFilterContext context)
    {
        var isOfPayment = operation.Parameters?.Any(parameter => parameter.Name == "order_id") == true;
        operation.Responses ??= [];
        foreach (var status in ErrorAnswers.Statuses(operation.RequestBody is not null, takesKey, isOfPayment))
        {
            if (operation.Responses.ContainsKey(status)) continue;
            operation.Responses[status] = new OpenApiResponse
            {
                Content = ErrorAnswers.HasBody(status)
                    ? new Dictionary<string, IOpenApiMediaType> { [Json] = Content(typeof(Error), context) }
                    : null,
            };
        }
    }

    private static OpenApiRequestBody Body(TakesBody body, OperationFilterContext context) => new()
    {
        Description = body.Description,
        Required = body.IsRequired,
        Content = new Dictionary<string, IOpenApiMediaType> { [Json] = Content(body.Type, context) },
    };

    // An error without a declared schema is sent as Error all the same. A malformed request is answered with
    // ProblemDetails.
    private static void Complete(
        string status, OpenApiResponse response, bool takesKey, OperationFilterContext context)
    {
        response.Description = Words(status);
        response.Content ??= new Dictionary<string, IOpenApiMediaType>();
        foreach (var content in response.Content.Values.OfType<OpenApiMediaType>())
        {
            content.Example = IsError(content.Schema)
                ? ErrorAnswers.Example(status, takesKey)
                : ExampleOf(content.Schema);
        }
        if (ErrorAnswers.HasBody(status) && response.Content.Count == 0)
            response.Content[Json] = new OpenApiMediaType { Example = ErrorAnswers.Example(status, takesKey) };
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

    private static bool IsError(IOpenApiSchema? schema)
        => schema is OpenApiSchemaReference { Reference.Id: nameof(Error) };

    private static string Words(string status)
        => ReasonPhrases.GetReasonPhrase(int.Parse(status, CultureInfo.InvariantCulture));
}
