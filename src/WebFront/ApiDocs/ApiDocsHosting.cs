using QliroAdapter.Norce;

namespace QliroAdapter.WebFront;

/// <summary>The API document and its pages.</summary>
internal static class ApiDocsHosting
{
    private const string Index = "/docs/v1/index.html";

    public static void AddApiDocs(this IServiceCollection services)
        => services.AddSingleton(_ => new ApiDocs(services));

    public static void MapApiDocsRoutes(this IEndpointRouteBuilder routes)
    {
        var docs = routes.ServiceProvider.GetRequiredService<ApiDocs>();
        routes.MapMethods("/docs/{**page}", [HttpMethods.Get, HttpMethods.Head], (HttpContext context) =>
        {
            SetHeaders(context.Response.Headers);
            return docs.Answer(context);
        }).ExcludeFromDescription();
        routes.MapGet("/", () => TypedResults.LocalRedirect("~" + Index)).ExcludeFromDescription();
        routes.MapGet("/openapi/v1/schemas/qliro_checkout_adapter.json", () => TypedResults.Stream(
                ConfigurationSchema.Open(), "application/schema+json"))
            .ExcludeFromDescription();
    }

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy =
            "default-src 'self'; script-src 'none'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
    }
}
