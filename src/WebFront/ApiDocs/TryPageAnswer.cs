using System.IO.Compression;
using Microsoft.Net.Http.Headers;
using QliroAdapter.Ops;
using Scalar.AspNetCore;

namespace QliroAdapter.WebFront;

/// <summary>
/// The page on which calls are tried: Scalar, from its package, over our document. Its policy lets it speak to this
/// adapter and no other host.
/// </summary>
internal static class TryPageAnswer
{
    // Scalar writes styles into its elements; no nonce is possible for those.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string ScriptType = "text/javascript; charset=utf-8";
    private const string PackedScript = "ScalarStaticAssets.scalar.js";

    private static readonly OpsAsset[] files =
    [
        new("try.html", "text/html; charset=utf-8"), new("try.css", "text/css; charset=utf-8"),
        new("try.js", ScriptType),
    ];

    /// <summary>Maps the page, its style sheet and its scripts.</summary>
    public static void UseTryPage(this IApplicationBuilder app, string version)
    {
        foreach (var file in files)
        {
            app.Map($"/docs/{version}/{file.Name}", branch => branch.Run(context =>
            {
                context.Response.Headers.ContentSecurityPolicy = Policy;
                return file.Send(context.Response).ExecuteAsync(context);
            }));
        }
        app.Map($"/docs/{version}/scalar.js", branch => branch.Run(SendScript));
    }

    // 5 MB, which the package holds compressed.
    private static async Task SendScript(HttpContext context)
    {
        context.Response.ContentType = ScriptType;
        context.Response.Headers.CacheControl = "private, max-age=3600";
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        var packed = typeof(ScalarOptions).Assembly.GetManifestResourceStream(PackedScript)!;
        var isPacked = TakesGzip(context.Request);
        await using var script = isPacked ? packed : new GZipStream(packed, CompressionMode.Decompress);
        if (isPacked)
        {
            context.Response.Headers.ContentEncoding = "gzip";
            context.Response.ContentLength = packed.Length;
        }
        if (!HttpMethods.IsHead(context.Request.Method))
            await script.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static bool TakesGzip(HttpRequest request)
        => request.GetTypedHeaders().AcceptEncoding.Any(one => one.Value == "gzip" && one.Quality is not 0);
}
