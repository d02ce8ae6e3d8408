using System.Net;
using System.Text.Json;
using Polly.Timeout;

namespace QliroAdapter.Client;

/// <summary>Turns an unsuccessful answer, or none, into an <see cref="AdapterException"/>.</summary>
internal static class Failures
{
    /// <summary>The routes whose successful answer has no body; all others answer with one.</summary>
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

    /// <summary>A successful answer that cannot be read: the call succeeded, but its result is not known.</summary>
    public static Exception Unreadable(HttpResponseMessage answer, Exception? cause = null) => new AdapterException(
        AdapterOutcome.Unknown, "The answer is not what the adapter answers; look at what stands between.", cause)
    {
        StatusCode = answer.StatusCode,
    };

    /// <summary>No answer. A cancellation by the caller stays an <see cref="OperationCanceledException"/>.</summary>
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

    /// <summary>True when no byte of the call can have been sent.</summary>
    public static bool NeverConnected(HttpRequestException failure) => failure.HttpRequestError is
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    private static bool LacksBody(HttpResponseMessage answer) => answer.Content.Headers.ContentLength == 0
        && !(answer.RequestMessage is { Method.Method: "POST", RequestUri: { } url }
            && emptyAnswers.Contains(url.Segments[^1]));

    // The adapter answers an unknown outcome at Qliro with qliro-error. A 5xx, or a 408, does not tell whether anything
    // was done.
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
