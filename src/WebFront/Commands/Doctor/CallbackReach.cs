using System.Text.Json;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary>Checks whether the URL that Qliro is given leads to this adapter, judged by what answers there.</summary>
/// <param name="isRunning">True when an adapter runs on the store, so that it should answer.</param>
internal sealed class CallbackReach(bool isRunning)
{
    private const string Name = "callbacks";

    // The adapter's own answer has a few hundred bytes.
    private const int AnswerMax = 64 * 1024;

    public Check Check(Uri publicUrl)
    {
        var url = new Uri(publicUrl.ToString().TrimEnd('/') + "/health/live");
        return new(Name, async cancellation =>
        {
            try
            {
                using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
                {
                    MaxResponseContentBufferSize = AnswerMax,
                };
                using var answer = await client.GetAsync(url, cancellation);
                return [Judge(url, (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation))];
            }
            catch (HttpRequestException failure)
            {
                return [Silent(url, StartMistakes.OneLine(failure))];
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return [Silent(url, "no answer in time")];
            }
        });
    }

    private static CheckResult Judge(Uri url, int status, string body) => IsOurs(status, body)
        ? CheckResult.Ok(Name, $"{url} answers, and it is the adapter")
        : CheckResult.Fail(Name, $"{url} answered {status}, and not as the adapter does",
            "Let the proxy pass every path below the public URL on to the adapter as it is");

    private CheckResult Silent(Uri url, string seen) => isRunning
        ? CheckResult.Fail(Name, $"{url}: {seen}", "Open the way from outside to the adapter: proxy, firewall, DNS")
        : CheckResult.Warn(Name, $"{url}: {seen}, and no adapter runs", "Start it and look again");

    private static bool IsOurs(int status, string body)
    {
        try
        {
            using var health = JsonDocument.Parse(body);
            return status == StatusCodes.Status200OK
                && health.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("status", out var word)
                && word.ValueKind == JsonValueKind.String && word.GetString() == "live"
                && root.TryGetProperty("failed", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
