using System.Net.Http.Headers;

namespace QliroAdapter.Partners;

/// <summary>One call before it is sent. May be sent again: the body is bytes, made once.</summary>
/// <param name="Operation">The partner's word for it, for log and timeline.</param>
/// <param name="Method">Only GET counts as a read and is repeated.</param>
/// <param name="Url">Absolute.</param>
internal sealed record PartnerRequest(string Operation, HttpMethod Method, Uri Url)
{
    /// <summary>Bytes exactly as they go on the wire; absent for calls without a body.</summary>
    public byte[]? Body { get; init; }

    /// <summary>What the body is.</summary>
    public MediaTypeHeaderValue ContentType { get; init; } = new("application/json", "utf-8");

    /// <summary>Headers beside Accept and Content-Type.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>A status of 400 or more that carries an answer and not a failure.</summary>
    public int? AlsoAccepted { get; init; }

    /// <summary>Changes nothing, so it is always safe to repeat.</summary>
    public bool IsRead => Method == HttpMethod.Get;

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(Method, Url);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var (name, value) in Headers) message.Headers.TryAddWithoutValidation(name, value);
        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.ContentType = ContentType;
        }

        return message;
    }
}

/// <summary>What came back.</summary>
internal sealed record PartnerReply(int Status, byte[] Body, Uri? Location);
