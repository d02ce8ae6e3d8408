using Microsoft.AspNetCore.Routing.Constraints;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace QliroAdapter.WebFront;

/// <summary>
/// Answers for the API document and its page. What they are made of is loaded at the first visit, in a service provider
/// of its own: few nodes are ever asked, and it takes 3 MB.
/// </summary>
/// <param name="services">The host's services, which tell a route's parameters from its body.</param>
internal sealed class ApiDocs(IServiceCollection services) : IDisposable
{
    private const string Version = "v1";

    private readonly Lock gate = new();
    private ServiceProvider? provider;
    private RequestDelegate? pages;

    /// <summary>Answers a request below <c>/docs</c>.</summary>
    public async Task Answer(HttpContext context)
    {
        var answer = Pages(context.RequestServices);
        await using var scope = provider!.CreateAsyncScope();
        // The pages have their own routing, so the endpoint that was chosen here is cleared.
        context.SetEndpoint(null);
        context.RequestServices = scope.ServiceProvider;
        await answer(context);
    }

    public void Dispose() => provider?.Dispose();

    private RequestDelegate Pages(IServiceProvider host)
    {
        lock (gate)
        {
            provider ??= ProviderFor(host);
            return pages ??= Build(provider);
        }
    }

    private ServiceProvider ProviderFor(IServiceProvider host)
    {
        IServiceCollection own = new ServiceCollection();
        foreach (var service in services) own.Add(service);
        Add(own);
        own.AddSingleton(host.GetRequiredService<EndpointDataSource>());
        return own.BuildServiceProvider();
    }

    private static RequestDelegate Build(IServiceProvider provider)
    {
        var app = new ApplicationBuilder(provider);
        app.UseSwagger(document => document.RouteTemplate
            = "/docs/{documentName}/openapi.{extension:regex(^(json|yaml)$)}");
        app.UseApiPage(Version);
        app.UseTryPage(Version);
        return app.Build();
    }

    private static void Add(IServiceCollection services)
    {
        services.Configure<RouteOptions>(options => options.SetParameterPolicy<RegexInlineRouteConstraint>("regex"));
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
}
