using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Tests;

/// <summary>Plain HTTP callers, so that the simulators are tested at the wire.</summary>
internal static class Http
{
    public static async Task<(int Status, JsonNode? Body)> Norce(
        this NorceSimulator norce, string method, string path, JsonNode? body = null, string adapterId = "",
            string token = NorceSimulatorOptions.DefaultToken)
    {
        using var client = new HttpClient(norce.CreateHandler());
        using var request =
            new HttpRequestMessage(new HttpMethod(method), norce.OrderApiUrl + "/api/v0/checkout/orders" + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("x-merchant", NorceSimulatorOptions.DefaultMerchant);
        request.Headers.Add("x-channel", NorceSimulatorOptions.DefaultChannel);
        if (adapterId.Length > 0) request.Headers.Add("x-adapterid", adapterId);
        if (body is not null) request.Content = new StringContent(Json.Text(body), Encoding.UTF8, "application/json");
        return await Send(client, request);
    }

    public static Task<(int Status, JsonNode? Body)> Merchant(this QliroSimulator qliro, string method, string path,
        JsonNode? body = null) =>
        qliro.Signed(method, "/checkout/merchantapi" + path, body);

    public static Task<(int Status, JsonNode? Body)> Admin(this QliroSimulator qliro, string method, string path,
        JsonNode? body = null) =>
        qliro.Signed(method, "/checkout/adminapi/v2" + path, body);

    public static async Task<(int Status, JsonNode? Body)> Signed(this QliroSimulator qliro, string method,
        string path, JsonNode? body,
        string secret = "demo-secret-0001")
    {
        using var client = new HttpClient(qliro.CreateHandler());
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(qliro.BaseUrl + path));
        var text = body is null ? "" : Json.Text(body);
        var token = QliroSignature.Token(Encoding.UTF8.GetBytes(text), secret);
        request.Headers.TryAddWithoutValidation("Authorization", "Qliro " + token);
        if (body is not null) request.Content = new StringContent(text, Encoding.UTF8, "application/json");
        return await Send(client, request);
    }

    private static async Task<(int Status, JsonNode? Body)> Send(HttpClient client, HttpRequestMessage request)
    {
        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, Json.TryParse(await answer.Content.ReadAsStringAsync()));
    }
}
