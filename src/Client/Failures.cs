using System.Net;
using System.Text.Json;
using Polly.Timeout;

namespace QliroAdapter.Client;

/// <summary>Turns an answer that is no success, or none, into an <see cref="AdapterException"/>.</summary>
internal static class Failures
{
    /// <summary>The routes whose success has no body; every other one answers something.</summary>
    private static readonly string[] emptyAnswers =
        ["remove", "refresh", "validate", "customer-update", "shipping-option-update"];

    public static async ValueTask<Exception?> Of(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode) return LacksBody(answer) ? Unreadable(answer) : null;
        var text = await answer.Content.ReadAsStringAsync();
        var (error, problem, decline) = Read(text, answer.Content.Headers.ContentType?.MediaType);
        var call = $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri?.AbsolutePath}";
        var words = error is null ? problem?.Detail ?? problem?.Title ?? decline?.DeclineReason ?? answer.ReasonPhrase
            : $"{error.Code}: {error.Message}";
        return new AdapterException(
            OutcomeOf(answer.StatusCode, error), $"{call} was answered {(int)answer.StatusCode}. {words}")
        {
            StatusCode = answer.StatusCode,
            Error = error,
            Problem = problem,
            Decline = decline,
            Content = text,
            ContentType = answer.Content.Headers.ContentType?.ToString(),
            TraceId = answer.Headers.TryGetValues(AdapterHeaders.TraceId, out var ids) ? ids.First() : null,
        };
    }

    /// <summary>A success that cannot be read: it happened, but what, nobody can tell.</summary>
    public static Exception Unreadable(HttpResponseMessage answer, Exception? cause = null) => new AdapterException(
        AdapterOutcome.Unknown, "The answer is not what the adapter answers; look at what stands between.", cause)
    {
        StatusCode = answer.StatusCode,
    };

    /// <summary>No answer. The caller's own withdrawal stays what it is.</summary>
    public static Exception Transport(Exception cause) => cause switch
    {
        TimeoutRejectedException => new AdapterException(
            AdapterOutcome.Unknown, "The adapter did not answer in time. It may have done what was asked.", cause),
        HttpRequestException broken when NeverConnected(broken) => new AdapterException(
            AdapterOutcome.NotReached, $"The adapter was not reached: {broken.Message}", cause),
        HttpRequestException or IOException => new AdapterException(
            AdapterOutcome.Unknown, "The connection broke. The adapter may have done what was asked.", cause),
        _ => cause,
    };

    /// <summary>True when no byte of the call can have left.</summary>
    public static bool NeverConnected(HttpRequestException failure) => failure.HttpRequestError is
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static bool LacksBody(HttpResponseMessage answer) => answer.Content.Headers.ContentLength == 0
        && !(answer.RequestMessage is { Method.Method: "POST", RequestUri: { } url }
            && emptyAnswers.Contains(url.Segments[^1]));

    // qliro-error is what an unknown outcome at Qliro is answered with. A 5xx, or a 408, says nothing of what was done.
    private static AdapterOutcome OutcomeOf(HttpStatusCode status, AdapterError? error) => status switch
    {
        HttpStatusCode.TooManyRequests => AdapterOutcome.NotReached,
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => AdapterOutcome.Unknown,
        _ when error?.Code == "qliro-error" => AdapterOutcome.Unknown,
        _ => AdapterOutcome.Refused,
    };

    private static (AdapterError?, AdapterProblem?, QliroDecline?) Read(string text, string? mediaType)
    {
        try
        {
            if (mediaType == "application/problem+json")
                return (null, JsonSerializer.Deserialize<AdapterProblem>(text, AdapterJson.Options), null);
            var members = JsonSerializer.Deserialize<JsonElement>(text, AdapterJson.Options);
            if (members.ValueKind != JsonValueKind.Object) return default;
            if (members.TryGetProperty("code", out _) && members.TryGetProperty("message", out _))
                return (members.Deserialize<AdapterError>(AdapterJson.Options), null, null);
            return members.TryGetProperty("DeclineReason", out _)
                ? (null, null, members.Deserialize<QliroDecline>(AdapterJson.Options))
                : default;
        }
        catch (JsonException)
        {
            return default; // Somebody between speaks: its text is in Content.
        }
    }
}
