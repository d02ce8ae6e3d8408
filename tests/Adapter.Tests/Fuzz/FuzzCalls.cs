using System.Net.Http.Headers;
using System.Text;
using QliroAdapter.Sandbox;

namespace QliroAdapter.Adapter.Tests.Fuzz;

/// <summary>
/// Makes calls that are right in most parts and wrong in some: every route, header, query and JSON shape. The same seed
/// and number make the same call.
/// </summary>
internal sealed class FuzzCalls(int seed, string url, FuzzRoute[] routes)
{
    private static readonly string[] headers =
    [
        "Idempotency-Key", "traceparent", "tracestate", "baggage", "Accept", "Accept-Encoding", "Content-Language",
        "X-Forwarded-For", "X-Forwarded-Proto", "X-HTTP-Method-Override", "Cookie", "If-None-Match", "Range", "Origin",
        "Sec-Fetch-Site", "User-Agent", "x-merchant", "x-channel", "Authorization", "Expect-CT",
    ];

    private static readonly string[] queries =
        ["merchant", "channel", "token", "orderId", "key", "text", "state", "parked", "outbox", "list", "page", "x"];

    private static readonly string[] methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"];

    private static readonly string[] mediaTypes =
    [
        "text/plain", "application/xml", "application/json; charset=utf-16", "multipart/form-data; boundary=x", "x",
        "application/x-www-form-urlencoded", "application/problem+json", "application/json;;;", "",
    ];

    public HttpRequestMessage Of(int number, IReadOnlyList<FuzzTarget> targets)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var garbage = new Garbage(random.Next());
        var route = routes[number % routes.Length];
        var target = targets[random.Next(targets.Count)];
        var call = new HttpRequestMessage(
            new(OneIn(random, 30) ? Any(random, methods) : route.Method), Url(route, target, random, garbage));
        SayWho(call, route, random);
        for (var times = OneIn(random, 4) ? random.Next(1, 4) : 0; times > 0; times--)
        {
            var header = Any(random, headers);
            // Whoever guesses the operators' token is not answered for a while, and no page would be reached.
            if (!route.IsOps || header != "Authorization")
                call.Headers.TryAddWithoutValidation(header, Printable(garbage.Text()));
        }
        if (call.Method != HttpMethod.Get && call.Method != HttpMethod.Head && call.Method != HttpMethod.Trace)
            call.Content = Body(route, target, random, garbage);
        return call;
    }

    private Uri Url(FuzzRoute route, FuzzTarget target, Random random, Garbage garbage)
    {
        var order = OneIn(random, 12) ? garbage.Text() : target.Order;
        var payment = OneIn(random, 12) ? garbage.Text() : target.Payment;
        var path = route.Path.Replace("{order_id}", Segment(order, random), StringComparison.Ordinal)
            .Replace("{payment_id}", Segment(payment, random), StringComparison.Ordinal);
        if (OneIn(random, 40)) path += "/" + Segment(garbage.Text(), random);
        var query = new StringBuilder(route.IsOfApi ? target.Query : $"?key={Uri.EscapeDataString(target.Key)}");
        if (OneIn(random, 12)) query.Clear().Append("?_=1");
        for (var times = OneIn(random, 4) ? random.Next(1, 5) : 0; times > 0; times--)
            query.Append('&').Append(Any(random, queries)).Append('=').Append(Segment(garbage.Text(), random));
        return new(url + path + query, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
    }

    // Mostly escaped, sometimes as it is, as far as a request line takes it.
    private static string Segment(string text, Random random)
        => OneIn(random, 10)
            ? new([.. text.Where(one => one is > ' ' and < (char)127 and not '?' and not '#').DefaultIfEmpty('-')])
            : Uri.EscapeDataString(text);

    private static void SayWho(HttpRequestMessage call, FuzzRoute route, Random random)
    {
        if (!OneIn(random, 25))
        {
            call.Headers.Authorization = new AuthenticationHeaderValue(
                "Bearer", route.IsOps ? SandboxHost.OpsToken : SandboxHost.AccessToken);
        }
        if (OneIn(random, 40)) return;
        call.Headers.TryAddWithoutValidation("x-merchant", Sandbox.Norce.NorceSimulatorOptions.DefaultMerchant);
        call.Headers.TryAddWithoutValidation("x-channel", Sandbox.Norce.NorceSimulatorOptions.DefaultChannel);
    }

    private static ByteArrayContent? Body(FuzzRoute route, FuzzTarget target, Random random, Garbage garbage)
    {
        if (route.Example is null && !OneIn(random, 5)) return null;
        var bytes = random.Next(12) switch
        {
            0 => Encoding.UTF8.GetBytes(garbage.Json().ToJsonString()),
            1 => garbage.Bytes(),
            2 when route.Example is not null => Encoding.UTF8.GetBytes(target.Body(route).ToJsonString()),
            _ when route.Example is not null => Encoding.UTF8.GetBytes(garbage.Of(target.Body(route))),
            _ => Encoding.UTF8.GetBytes(garbage.Text()),
        };
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation(
            "Content-Type", OneIn(random, 20) ? Any(random, mediaTypes) : "application/json");
        if (OneIn(random, 60)) content.Headers.TryAddWithoutValidation("Content-Encoding", "gzip");
        return content;
    }

    // A header ends at a line's end, so that such a call cannot be sent.
    private static string Printable(string text)
        => new([.. text.Take(4000).Select(one => one is '\r' or '\n' or '\0' || one > 126 ? '~' : one)]);

    private static T Any<T>(Random random, T[] of) => of[random.Next(of.Length)];

    private static bool OneIn(Random random, int many) => random.Next(many) == 0;
}
