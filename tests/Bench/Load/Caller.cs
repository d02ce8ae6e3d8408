using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using QliroAdapter.Bench.Partners;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Bench.Load;

/// <summary>
/// Makes the calls that shops, Norce and Qliro make, to a program's nodes in turn, and checks every answer's status and
/// shape.
/// </summary>
/// <param name="nodes">The addresses of the program's processes.</param>
internal sealed class Caller(IReadOnlyList<string> nodes) : IDisposable
{
    private static readonly MediaTypeHeaderValue json = new("application/json");

    // No limit of connections: a caller must never wait for another one's answer.
    private readonly HttpMessageInvoker network = new(new SocketsHttpHandler
    {
        UseProxy = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(10),
    });

    private int turn;

    /// <summary>Opens the checkout of an order and returns the payment's id.</summary>
    public async Task<string> Create(string order)
    {
        var answer = await Call(HttpMethod.Post, $"/api/checkout/v1/orders/{order}/payments", null, "htmlSnippet");
        using var document = JsonDocument.Parse(answer);
        return Snippet(document, answer);
    }

    public async Task GetSnippet(string order, string payment)
    {
        var path = $"/api/checkout/v1/orders/{order}/payments/{payment}";
        var answer = await Call(HttpMethod.Get, path, null, payment);
        using var document = JsonDocument.Parse(answer);
        Snippet(document, answer);
    }

    /// <summary>Norce proposes a change of the cart; returns the patch.</summary>
    /// <param name="hook">The hook's call.</param>
    /// <param name="amount">What the payment must cover then.</param>
    public Task<string> Hook(Callback hook, int amount)
        => Call(HttpMethod.Post, Path(hook), hook.Body, $"\"value\":{amount}");

    public Task Validate(Callback validate) => Call(HttpMethod.Post, Path(validate), validate.Body, "");

    /// <summary>A push of the checkout, or of a transaction.</summary>
    public Task Push(Callback push) => Call(HttpMethod.Post, Path(push), push.Body, "\"received\"");

    public Task Capture(string order, string payment)
        => Call(HttpMethod.Post, $"/api/order/v1/orders/{order}/payments/{payment}/capture", null, payment);

    public void Dispose() => network.Dispose();

    private static string Path(Callback callback) => callback.Url[PartnerPair.AdapterUrl.Length..];

    private static string Snippet(JsonDocument document, string answer)
    {
        var root = document.RootElement;
        if (root.GetProperty("htmlSnippet").GetString()?.Contains("q1Settings", StringComparison.Ordinal) != true)
            throw new WrongAnswerException($"This is no snippet: {answer}");
        return root.GetProperty("paymentId").GetString()!;
    }

    private async Task<string> Call(HttpMethod method, string path, string? body, string expected)
    {
        var node = nodes[(int)((uint)Interlocked.Increment(ref turn) % (uint)nodes.Count)];
        using var request = new HttpRequestMessage(method, new Uri(node + path));
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + NorceSimulatorOptions.DefaultToken);
        request.Headers.TryAddWithoutValidation("x-merchant", NorceSimulatorOptions.DefaultMerchant);
        request.Headers.TryAddWithoutValidation("x-channel", NorceSimulatorOptions.DefaultChannel);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = json;
        }

        using var answer = await network.SendAsync(request, CancellationToken.None);
        var text = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode != 200 || !text.Contains(expected, StringComparison.Ordinal))
            throw new WrongAnswerException($"{method} {path}: {(int)answer.StatusCode} {text}");
        return text;
    }
}

/// <summary>A program answered wrongly; the message is its answer.</summary>
internal sealed class WrongAnswerException(string message) : Exception(message);
