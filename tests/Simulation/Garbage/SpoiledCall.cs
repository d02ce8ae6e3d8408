using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.Garbage;

/// <summary>A call whose answer is being spoiled, and the ways to answer it.</summary>
/// <param name="Dice">Makes the choices.</param>
/// <param name="Status">Of the true answer; 504 when the call was not carried out.</param>
/// <param name="Body">Of the true answer; empty when the call was not carried out.</param>
internal sealed record SpoiledCall(Dice Dice, HttpStatusCode Status, byte[] Body)
{
    private const string Page = "<html><head><title>502</title></head><body><center>nginx</center></body></html>";

    private string Text => Encoding.UTF8.GetString(Body);

    /// <summary>What a proxy says: a page, JSON of its own, a word, or nothing.</summary>
    public HttpResponseMessage Proxy(int status) => Dice.Below(5) switch
    {
        0 => Answer(status, [], null),
        1 => Answer(status, Page, "text/html"),
        2 => Answer(status, """{"status":"error","message":"no healthy upstream"}""", "application/json"),
        3 => Answer(status, """{"fault":{"faultstring":"Spike arrest","detail":{}}}""", "application/json"),
        _ => Answer(status, "upstream connect error", "text/plain"),
    };

    /// <summary>The true body under another status.</summary>
    public HttpResponseMessage Under(int status) => Answer(status, Body, "application/json");

    /// <summary>The true status with another body.</summary>
    public HttpResponseMessage With(byte[] body, string? type = "application/json") => Answer((int)Status, body, type);

    /// <inheritdoc cref="With(byte[], string?)"/>
    public HttpResponseMessage With(string body, string? type = "application/json")
        => With(Encoding.UTF8.GetBytes(body), type);

    public HttpResponseMessage WithPage() => With(Page, Dice.Of("text/html", "text/html; charset=utf-8"));

    public byte[] Cut() => Body.Length == 0 ? Body : Body[..Dice.Below(Body.Length)];

    /// <summary>Bytes that are no text, somewhere in it.</summary>
    public byte[] Broken()
    {
        var at = Dice.Below(Body.Length + 1);
        return [.. Body[..at], .. Dice.Of<byte[]>([0xFF], [0x00], [0xC3, 0x28], [0xED, 0xA0, 0x80]), .. Body[at..]];
    }

    public byte[] Encoded(Encoding encoding) => [.. encoding.GetPreamble(), .. encoding.GetBytes(Text)];

    public byte[] Zipped()
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest)) zip.Write(Body);
        return zipped.ToArray();
    }

    /// <summary>With a member that nobody asked for, in front of the others; an array or an empty body stays.</summary>
    public byte[] WithMember(string value)
    {
        var at = Array.IndexOf(Body, (byte)'{');
        if (at != 0) return Body;
        var comma = Text.Trim() == "{}" ? "" : ",";
        return Encoding.UTF8.GetBytes($"{{\"zzz\":{value}{comma}{Text[1..]}");
    }

    /// <summary>
    /// This in place of one value, at any depth; of a number when <paramref name="ofNumber"/>. Without one the body
    /// stays.
    /// </summary>
    public byte[] WithValue(string value, bool ofNumber = false)
    {
        if (Parsed() is not { } root) return Body;
        var places = Values(root).Where(one => !ofNumber || one.GetValueKind() == JsonValueKind.Number).ToList();
        if (places.Count == 0) return Body;
        const string Mark = "?put-it-here?";
        Dice.Of(places).ReplaceWith(Mark);
        return Encoding.UTF8.GetBytes(root.ToJsonString().Replace($"\"{Mark}\"", value, StringComparison.Ordinal));
    }

    /// <summary>An answer with a body that takes for ever, or breaks off, after its first half.</summary>
    public HttpResponseMessage Half(bool breaks)
        => new(Status) { Content = new HalfContent(Body.Length == 0 ? [32, 32] : Body, breaks) };

    public static HttpResponseMessage Answer(int status, string body, string? type)
        => Answer(status, Encoding.UTF8.GetBytes(body), type);

    private static HttpResponseMessage Answer(int status, byte[] body, string? type)
    {
        var content = new ByteArrayContent(body);
        if (type is not null) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return new((HttpStatusCode)status) { Content = content };
    }

    private JsonNode? Parsed()
    {
        try
        {
            return JsonNode.Parse(Body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<JsonNode> Values(JsonNode node) => node switch
    {
        JsonObject members => members.Select(member => member.Value).OfType<JsonNode>().SelectMany(Values),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Values),
        _ => [node],
    };

    private sealed class HalfContent(byte[] body, bool breaks) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
            => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(
            Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            await stream.WriteAsync(body.AsMemory(0, body.Length / 2), cancellationToken);
            if (breaks) throw new IOException("The simulated connection broke within an answer.");
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = body.Length;
            return true;
        }
    }
}
