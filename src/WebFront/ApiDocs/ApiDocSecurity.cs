using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace QliroAdapter.WebFront;

/// <summary>How callers authenticate, as the API document describes it.</summary>
internal static class ApiDocSecurity
{
    private const string Bearer = "Bearer";
    private const string CallbackToken = "CallbackToken";

    public static void Define(SwaggerGenOptions options)
    {
        options.AddSecurityDefinition(Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = "Authorization",
            Description = "The Authorization header with the bearer scheme, for example: Bearer <token>",
        });
        options.AddSecurityDefinition(CallbackToken, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Query,
            Name = "token",
            Description = "Part of every URL that the adapter hands to Qliro; made for one payment.",
        });
    }

    public static OpenApiSecurityRequirement RequirementOf(CallerRule rule, OpenApiDocument document) => new()
    {
        [new OpenApiSecuritySchemeReference(rule.Proof == Proof.BearerToken ? Bearer : CallbackToken, document)] = [],
    };
}
