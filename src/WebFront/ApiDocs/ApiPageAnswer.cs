using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.OpenApi;
using QliroAdapter.Ops;
using Swashbuckle.AspNetCore.Swagger;

namespace QliroAdapter.WebFront;

/// <summary>
/// The API document as a page. Rendered on the server, without scripts, in the console's style: readable in light and
/// dark, on a narrow screen and with a keyboard.
/// </summary>
internal static class ApiPageAnswer
{
    /// <summary>Maps the page and its style sheet.</summary>
    public static void UseApiPage(this IApplicationBuilder app, string version)
    {
        string? page = null;
        app.Map($"/docs/{version}/style.css", branch => branch.Run(
            context => OpsAssets.Of("ops.css").Send(context.Response).ExecuteAsync(context)));
        app.Map($"/docs/{version}/index.html", branch => branch.Run(async context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            // The document does not change while the process runs. Two first visitors may both make the page.
            page ??= await Render(app.ApplicationServices, version);
            await context.Response.WriteAsync(page, context.RequestAborted);
        }));
    }

    private static async Task<string> Render(IServiceProvider services, string version)
    {
        await using var scope = services.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredService<IAsyncSwaggerProvider>().GetSwaggerAsync(version);
        using var json = JsonDocument.Parse(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_0));
        await using var renderer = new HtmlRenderer(
            scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<ApiPage>(ParameterView.FromDictionary(
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    [nameof(ApiPage.Document)] = json.RootElement,
                }))).ToHtmlString());
    }
}
