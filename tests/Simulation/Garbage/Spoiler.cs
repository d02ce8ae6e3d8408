using System.Text;

namespace QliroAdapter.Simulation.Garbage;

/// <summary>A way to spoil an answer.</summary>
/// <param name="Name">For the sum.</param>
/// <param name="Reach">How far a call comes whose answer is spoiled so.</param>
/// <param name="Make">Makes the answer that the adapter gets.</param>
internal sealed record Spoiler(string Name, Reach Reach, Func<SpoiledCall, HttpResponseMessage> Make)
{
    /// <summary>In seconds: the answer comes this late at least and at most; 0 and 0 for at once.</summary>
    public (double Min, double Max) Late { get; init; }

    /// <summary>Larger than what is read of an answer.</summary>
    private const int TooLarge = 9 * 1024 * 1024;

    private const int Large = 512 * 1024;

    private static readonly int[] redirects = [300, 301, 302, 303, 304, 307, 308];

    private static readonly int[] refusals =
    [
        400, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424,
        425, 426, 428, 429, 431, 451, 499,
    ];

    private static readonly int[] failures =
        [500, 501, 502, 503, 504, 505, 507, 508, 511, 520, 521, 522, 523, 524, 525, 527, 529, 530, 598, 599, 777, 999];

    private static readonly string[] types =
    [
        "text/plain", "application/octet-stream", "application/json; charset=klingon", "no type at all", ";;;",
        "application/json;charset=utf-16", "application/json; charset=", "multipart/mixed; boundary=x",
        "application/problem+json",
    ];

    private static readonly string[] words = ["OK", "<?xml version=\"1.0\"?><o/>", " \t\n", "undefined", "NaN"];

    private static readonly Encoding[] encodings =
        [Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, Encoding.Latin1, new UTF8Encoding(true)];

    private static readonly string[] foreign =
    [
        "null", "true", "0", "-1.5e3", "\"ok\"", "[]", "[{}]", "[null]", "{}", """{"status":"ok"}""",
        """{"result":[],"success":true}""",
    ];

    public static readonly IReadOnlyList<Spoiler> All =
    [
        new("redirect", Reach.NotCarriedOut, call => call.Proxy(call.Dice.Of(redirects))),
        new("4xx of a proxy", Reach.NotCarriedOut, call => call.Proxy(call.Dice.Of(refusals))),
        new("401 of a proxy", Reach.NotCarriedOut, call => call.Proxy(401)),
        new("5xx", Reach.Either, call => call.Proxy(call.Dice.Of(failures))),
        new("5xx with unclean texts", Reach.Either, Unclean),
        new("another success", Reach.CarriedOut, call => call.Under(call.Dice.Of(200, 201, 203, 206, 208, 226))),
        new("success without a body", Reach.CarriedOut, call => SpoiledCall.Answer(call.Dice.Of(200, 204, 205), "", null)),
        new("foreign JSON", Reach.CarriedOut, call => call.With(call.Dice.Of(foreign))),
        new("page with the true status", Reach.CarriedOut, call => call.WithPage()),
        new("word in place of JSON", Reach.CarriedOut, call => call.With(call.Dice.Of(words))),
        new("cut body", Reach.CarriedOut, call => call.With(call.Cut())),
        new("body and more", Reach.CarriedOut, call => call.With(
            (byte[])[.. call.Body, .. call.Dice.Of(call.Body, [(byte)'}'], "<!-- -->"u8.ToArray())])),
        new("body behind a prefix", Reach.CarriedOut, call => call.With((byte[])[.. ")]}',\n"u8, .. call.Body])),
        new("broken bytes", Reach.CarriedOut, call => call.With(call.Broken())),
        new("another encoding", Reach.CarriedOut, call => call.With(call.Encoded(call.Dice.Of(encodings)))),
        new("compressed body", Reach.CarriedOut, call => Header(
            call.With(call.Zipped()), "Content-Encoding", call.Dice.Of("gzip", "br", "identity"))),
        new("compression that is none", Reach.CarriedOut, call => Header(
            call.With(call.Body), "Content-Encoding", "gzip")),
        new("member with a lone surrogate", Reach.CarriedOut, call => call.With(
            call.WithMember(call.Dice.Of("\"\\ud800\"", "\"\\udc00x\"", "\"\\u0000\"")))),
        new("deep nesting", Reach.CarriedOut, call => call.With(
            call.WithMember(new string('[', 500) + new string(']', 500)))),
        new("value of another type", Reach.CarriedOut, call => call.With(
            call.WithValue(call.Dice.Of("{\"a\":[]}", "[[],{}]", "[1,2]")))),
        new("number that does not fit", Reach.CarriedOut, call => call.With(call.WithValue("1e999", ofNumber: true))),
        new("another content type", Reach.CarriedOut, call => call.With(call.Body, call.Dice.Of(types))),
        new("no content type", Reach.CarriedOut, call => call.With(call.Body, null)),
        new("strange headers", Reach.CarriedOut, Strange),
        new("too large", Reach.CarriedOut, call => call.With(new byte[TooLarge])) { IsCostly = true },
        new("large but readable", Reach.CarriedOut, call => call.With(
            (byte[])[.. Encoding.UTF8.GetBytes(new string(' ', Large)), .. call.Body])) { IsCostly = true },
        new("late", Reach.Either, call => call.With(call.Body)) { Late = (2, 40) },
        new("late page", Reach.Either, call => call.Proxy(504)) { Late = (2, 40) },
        new("body that stalls", Reach.CarriedOut, call => call.Half(breaks: false)),
        new("body that breaks off", Reach.CarriedOut, call => call.Half(breaks: true)),
    ];

    /// <summary>True for one that takes much memory, and so is chosen seldom.</summary>
    public bool IsCostly { get; init; }

    /// <summary>The partner's own error, for which a repeat is right, with texts that are hard to keep.</summary>
    private static HttpResponseMessage Unclean(SpoiledCall call)
    {
        var text = call.Dice.Of(
            "\\ud800", "\\u0000\\u0007\\u200b", "<script>alert(1)</script>", "19121212-1212 kim@example.com 0701234567",
            new string('x', 20_000), string.Concat(Enumerable.Repeat("\\ud83d\\ude00", 2_000)));
        var name = call.Dice.Of("code", "ErrorCode", "errorCode", "error");
        return SpoiledCall.Answer(
            call.Dice.Of(500, 502, 503, 504),
            $$"""{"{{name}}":"{{text}}","message":"{{text}}","ErrorMessage":"{{text}}","ErrorReference":"{{text}}"}""",
            "application/json");
    }

    private static HttpResponseMessage Strange(SpoiledCall call)
    {
        var answer = call.With(call.Body);
        foreach (var (name, value) in ((string, string)[])[
            ("Retry-After", call.Dice.Of("soon", "99999999999999", "-1", "Thu, 99 Foo 2026")), ("Date", "yesterday"),
            ("ETag", "no quotes"), ("Server", new string('s', 60_000)), ("Set-Cookie", "a=b; Max-Age=x")])
            answer.Headers.TryAddWithoutValidation(name, value);
        for (var number = 0; number < 200; number++) answer.Headers.TryAddWithoutValidation($"X-Many-{number}", "x");
        return Header(answer, "Content-Language", "\u00e5\u00e4\u00f6");
    }

    private static HttpResponseMessage Header(HttpResponseMessage answer, string name, string value)
    {
        answer.Content.Headers.TryAddWithoutValidation(name, value);
        return answer;
    }
}

/// <summary>Whether the partner carries out a call whose answer is spoiled.</summary>
internal enum Reach
{
    /// <summary>Something between us and the partner answers, so the partner never sees it.</summary>
    NotCarriedOut,

    /// <summary>The partner carries it out, and its answer is spoiled.</summary>
    CarriedOut,

    /// <summary>One or the other.</summary>
    Either,
}
