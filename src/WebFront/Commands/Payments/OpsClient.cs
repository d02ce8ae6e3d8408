using System.Net;
using System.Net.Http.Headers;
using QliroAdapter.Ops;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary>Exit codes of <c>payments …</c>.</summary>
internal static class PaymentExit
{
    public const int Done = 0;

    /// <summary>The service answered with an error of its own.</summary>
    public const int Failed = 1;

    /// <summary>The action does not apply; nothing was done.</summary>
    public const int Refused = 3;

    public const int NotFound = 4;

    public const int NotReached = 69;

    /// <summary>The token is wrong, or its role is read.</summary>
    public const int NotAllowed = 77;

    /// <summary>URL or token is missing.</summary>
    public const int WrongSettings = 78;
}

/// <summary>
/// Calls the running service's console. Prints the JSON of its answer to stdout, whatever it is, and what went wrong
/// before an answer to stderr. The token is read from the environment, because arguments are seen by everybody on the
/// machine.
/// </summary>
internal sealed class OpsClient(HttpClient client, TextWriter output, TextWriter errors)
{
    public const string UrlVariable = "ADAPTER_OPS_URL";

    public const string TokenVariable = "ADAPTER_OPS_TOKEN";

    // An action reads both partners and delivers what it can; longer than the longest turn.
    private static readonly TimeSpan timeout = TimeSpan.FromMinutes(2);

    /// <summary>Calls the service that option and environment name.</summary>
    public static async Task<int> Run(string? url, Func<OpsClient, Task<int>> call)
    {
        var token = Environment.GetEnvironmentVariable(TokenVariable);
        var place = url ?? Environment.GetEnvironmentVariable(UrlVariable);
        if (!Uri.TryCreate(place?.TrimEnd('/') + "/", UriKind.Absolute, out var service)
            || service.Scheme is not ("http" or "https") || string.IsNullOrWhiteSpace(token))
        {
            await Console.Error.WriteLineAsync(
                $"Name the running service with --url or {UrlVariable}, and give an ops token in {TokenVariable}.");
            return PaymentExit.WrongSettings;
        }
        // It is printed when nobody answers there.
        if (service.UserInfo.Length > 0)
        {
            await Console.Error.WriteLineAsync("The URL of the service must hold no user and no password; "
                + $"the token in {TokenVariable} is what it looks at.");
            return PaymentExit.WrongSettings;
        }
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false })
        {
            BaseAddress = service, Timeout = timeout,
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await call(new(client, Console.Out, Console.Error));
    }

    public Task<int> Get(string path, CancellationToken stop)
        => Send(new(HttpMethod.Get, path), stop);

    public Task<int> Post(string path, string reason, CancellationToken stop) => Send(
        new(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([new(RepairEndpoints.ReasonField, reason)]),
        }, stop);

    private async Task<int> Send(HttpRequestMessage request, CancellationToken stop)
    {
        try
        {
            using var answer = await client.SendAsync(request, stop);
            var text = await answer.Content.ReadAsStringAsync(stop);
            if (answer.Content.Headers.ContentType?.MediaType is "application/json" or "text/csv")
                await output.WriteLineAsync(text.TrimEnd());
            else
                await errors.WriteLineAsync(
                    $"The service answered {(int)answer.StatusCode}: {Hint(answer.StatusCode)}");
            return CodeOf(answer.StatusCode);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            await errors.WriteLineAsync($"{client.BaseAddress} was not reached: {StartMistakes.OneLine(failure)}");
            return PaymentExit.NotReached;
        }
        finally
        {
            request.Dispose();
        }
    }

    private static int CodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.OK => PaymentExit.Done,
        HttpStatusCode.BadRequest or HttpStatusCode.Conflict => PaymentExit.Refused,
        HttpStatusCode.NotFound => PaymentExit.NotFound,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests
            => PaymentExit.NotAllowed,
        _ => PaymentExit.Failed,
    };

    private static string Hint(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => $"{TokenVariable} is not one of Ops:AccessTokens.",
        HttpStatusCode.Forbidden => "the token's role is read, which may look and not act.",
        HttpStatusCode.TooManyRequests => "too many wrong tokens were given; wait a minute.",
        HttpStatusCode.NotFound => "there is no such payment, or no ops token is set at the service.",
        _ => "see its log.",
    };
}
