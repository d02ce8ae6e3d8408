using System.Security.Cryptography;

namespace QliroAdapter.Ops;

/// <summary>
/// A file of the pages that is part of the program: the style sheet, the script, and uPlot, which draws the charts. Its
/// address holds a hash of it, so that no browser goes on with that of another version. Immutable.
/// </summary>
internal sealed class OpsAsset
{
    private readonly byte[] content;
    private readonly string type;

    public OpsAsset(string name, string type)
    {
        using var file = typeof(OpsAsset).Assembly.GetManifestResourceStream(name)!;
        content = new byte[file.Length];
        file.ReadExactly(content);
        (Name, this.type) = (name, type);
        Address = $"{name}?v={Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6))}";
    }

    /// <summary>The file's name, and its path below the pages.</summary>
    public string Name { get; }

    /// <summary>The path with the hash.</summary>
    public string Address { get; }

    public IResult Send(HttpResponse response)
    {
        response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.Bytes(content, type);
    }
}

/// <summary>All of them.</summary>
internal static class OpsAssets
{
    private const string Script = "text/javascript; charset=utf-8";
    private const string Style = "text/css; charset=utf-8";

    public static IReadOnlyList<OpsAsset> All { get; } =
    [
        new("ops.css", Style), new("ops.js", Script), new("uPlot.iife.min.js", Script), new("uPlot.min.css", Style),
        new("uPlot.LICENSE.txt", "text/plain; charset=utf-8"),
    ];

    public static OpsAsset Of(string name) => All.First(asset => asset.Name == name);
}
