using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace QliroAdapter.Ops;

/// <summary>
/// A page of the console: a Razor component, rendered on the server as a whole. The framework's renderer is used as it
/// is, without its endpoints and forms: those bring a key ring that is written to disk at the start, and the pages need
/// neither circuits nor scripts. Values are encoded by the renderer, so a stored text can never become markup.
/// </summary>
internal sealed class OpsPage : IResult
{
    private readonly Type component;
    private readonly Dictionary<string, object?> values;
    private readonly int status;

    private OpsPage(Type component, int status, (string Name, object? Value)[] values)
    {
        (this.component, this.status) = (component, status);
        this.values = values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal);
    }

    public static IResult Of<T>(params (string Name, object? Value)[] values)
        where T : IComponent
        => new OpsPage(typeof(T), StatusCodes.Status200OK, values);

    public static IResult Of<T>(int status, params (string Name, object? Value)[] values)
        where T : IComponent
        => new OpsPage(typeof(T), status, values);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        var context = new OpsContext($"{httpContext.Request.PathBase}/ops",
            services.GetRequiredService<TimeProvider>().GetUtcNow(), Operator.Of(httpContext),
            httpContext.Request.Path.StartsWithSegments("/ops", StringComparison.Ordinal, out var path)
                ? path.Value ?? "" : "");
        var page = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var root = await renderer.RenderComponentAsync<CascadingValue<OpsContext>>(
                ParameterView.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    [nameof(CascadingValue<>.Value)] = context,
                    [nameof(CascadingValue<>.IsFixed)] = true,
                    [nameof(CascadingValue<>.ChildContent)] = (RenderFragment)(builder =>
                    {
                        builder.OpenComponent(0, component);
                        builder.AddMultipleAttributes(1, values!);
                        builder.CloseComponent();
                    }),
                }));
            return root.ToHtmlString();
        });
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        await httpContext.Response.WriteAsync(page, httpContext.RequestAborted);
    }
}
