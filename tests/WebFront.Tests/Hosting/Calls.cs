using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace QliroAdapter.WebFront.Tests;

/// <summary>The calls of each kind of caller.</summary>
internal static class Calls
{
    public const string Payments = "/api/checkout/v1/orders/o1/payments";
    public const string Callbacks = "/api/checkout/v1/callback/orders/o1/payments/p1";
    public const string Actions = "/api/order/v1/orders/o1/payments/p1";

    /// <summary>The storefront's server, or Norce.</summary>
    public static Task<HttpResponseMessage> FromServer(
        this RunningFront front, HttpMethod method, string path, HttpContent? body = null,
        string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Authorization = new("Bearer", RunningFront.AccessToken);
        request.Headers.Add("x-merchant", "norce");
        request.Headers.Add("x-channel", "1");
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return front.Client.SendAsync(request);
    }

    /// <summary>The shopper's browser, through the storefront.</summary>
    public static Task<HttpResponseMessage> FromBrowser(this RunningFront front, string name, HttpContent? body = null)
    {
        var path = $"{Callbacks}/{name}?merchant=norce&channel=1&orderId=o1";
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        request.Headers.Authorization = new("Bearer", RunningFront.AccessToken);
        return front.Client.SendAsync(request);
    }

    /// <summary>Qliro's call, with the token of its callback URL.</summary>
    public static Task<HttpResponseMessage> FromQliro(this RunningFront front, string name, HttpContent? body = null)
        => front.Client.PostAsync(
            new Uri($"{Callbacks}/{name}?merchant=norce&channel=1&token={front.CallbackToken()}", UriKind.Relative),
            body);

    public static StringContent Json(string json, string mediaType = "application/json")
        => new(json, Encoding.UTF8, mediaType);

    public static async Task<JsonNode> ReadJson(this HttpResponseMessage response)
        => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

    public static HttpRequestMessage WithBearer(this HttpRequestMessage request, string token)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }
}
