using System.Net;
using System.Text;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.Faults;

/// <summary>
/// Answers in place of the partner's, by what stands between it and the adapter: pages and JSON of its own. With status
/// 200 only where the partner's answer would hold something; nothing shows that another 200 is not the partner's.
/// </summary>
internal static class ProxyAnswers
{
    private static readonly (HttpStatusCode Status, string Type, string Body)[] pages =
    [
        Page(HttpStatusCode.NotFound), Page(HttpStatusCode.Forbidden), Page(HttpStatusCode.BadGateway),
        Page(HttpStatusCode.OK),
        (HttpStatusCode.NotFound, "application/json", """{"message":"no Route matched with those values"}"""),
        (HttpStatusCode.Forbidden, "application/json", """{"fault":{"faultstring":"policy"}}"""),
    ];

    private static readonly (HttpStatusCode Status, string Type, string Body)[] emptied =
    [
        (HttpStatusCode.OK, "application/json", "{}"), (HttpStatusCode.OK, "application/json", ""),
        (HttpStatusCode.OK, "application/json", """{"status":"ok"}"""), (HttpStatusCode.OK, "text/plain", "OK"),
    ];

    public static HttpResponseMessage Any(Dice dice, Partner partner, HttpRequestMessage request)
    {
        var (status, type, body) = partner.AnswersWithContent(request) && dice.Chance(0.5)
            ? dice.Of(emptied)
            : dice.Of(pages);
        return new(status) { Content = new StringContent(body, Encoding.UTF8, type) };
    }

    private static (HttpStatusCode Status, string Type, string Body) Page(HttpStatusCode status)
        => (status, "text/html", $"<html><head><title>{(int)status}</title></head><body>nginx</body></html>");
}
