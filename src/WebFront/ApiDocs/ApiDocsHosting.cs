using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;
using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace QliroAdapter.WebFront;

/// <summary>The API document and its pages; created when they are first asked for.</summary>
internal static class ApiDocsHosting
{
    private const string Version = "v1";
    private const string Index = "/docs/v1/index.html";

    public static void AddApiDocs(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(Version, new()
            {
                Title = "Norce Checkout - Qliro Checkout Adapter API",
                Version = "1.0.0",
                Description = "Creates and manages Qliro Checkout orders for Norce orders.",
            });
            options.AddServer(new()
            {
                Url = "{adapter}",
                Description = "The adapter: what Adapter:InternalUrl or Adapter:PublicUrl names, or the sandbox.",
                Variables = new Dictionary<string, OpenApiServerVariable>
                {
                    ["adapter"] = new()
                    {
                        Default = "http://127.0.0.1:5080",
                        Description = "Without a slash at its end.",
                    },
                },
            });
            options.IncludeXmlComments(typeof(ApiDocsHosting).Assembly);
            ApiDocSecurity.Define(options);
            options.ParameterFilter<ParameterDocs>();
            options.OperationFilter<OperationDocs>();
            options.DocumentFilter<TagOrder>();
        });
        services.AddTransient<SchemaGenerator>();
        services.AddTransient<ISchemaGenerator>(provider =>
            new PublishedSchemas(provider.GetRequiredService<SchemaGenerator>()));
    }

    public static void UseApiDocs(this IApplicationBuilder app)
    {
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/docs", StringComparison.OrdinalIgnoreCase),
            docs =>
            {
                docs.Use((context, next) =>
                {
                    SetHeaders(context.Response.Headers);
                    return next(context);
                });
                docs.UseReDoc(page =>
                {
                    page.RoutePrefix = "docs/v1";
                    page.SpecUrl = "openapi.json";
                    page.DocumentTitle = "Qliro Checkout Adapter API";
                });
            });
    }

    public static void MapApiDocsRoutes(this IEndpointRouteBuilder routes)
    {
        routes.MapSwagger("/docs/{documentName}/openapi.{extension:regex(^(json|yaml)$)}");
        routes.MapGet("/", () => TypedResults.LocalRedirect("~" + Index)).ExcludeFromDescription();
        routes.MapGet("/openapi/v1/schemas/qliro_checkout_adapter.json", () => TypedResults.Stream(
                ConfigurationSchema.Open(), "application/schema+json"))
            .ExcludeFromDescription();
    }

    // The page asks for a web font and a logo from other hosts. The policy blocks these and every other outside
    // request.
    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; worker-src 'self' blob:; "
            + "frame-ancestors 'none'; base-uri 'none'; object-src 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
    }
}
